"use client";

import type { ButtonProps } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { whenConnected } from "@/components/offline/when-connected";
import { countOf } from "@/lib/platform/format/count-of";
import { DialogButton } from "../../_parts/dialog-button";
import { saying } from "../../_parts/saying";
import { link } from "./actions";

const LinkFields = dynamic(
  whenConnected(() => import("./link-fields")),
  { ssr: false },
);

type LinkAgentProps = Pick<ButtonProps, "variant" | "size"> & {
  /** The account, where it is known. */
  account?: { id: string; name: string };
  /** The provider's agent, where it is known. */
  providerAgentId?: string;
};

/** Links an agent of the provider to a tenant. */
export function LinkAgent({ account, providerAgentId, variant, size }: LinkAgentProps) {
  const isSmall = size === "compact-xs";
  return (
    <DialogButton
      label={isSmall ? "Link" : "Link agent"}
      ariaLabel={providerAgentId && `Link the agent ${providerAgentId}`}
      variant={variant}
      size={size}
      leftSection={isSmall ? undefined : <IconLink size={16} stroke={1.7} aria-hidden />}
      title="Link an agent"
      consequence={
        <>
          The tenant sees the agent and its calls, and is charged for them.
          {providerAgentId && (
            <>
              {" "}
              Events of <code>{providerAgentId}</code> that came before are read now.
            </>
          )}
        </>
      }
      submitLabel="Link agent"
      action={saying(link, ({ waitingEvents }) =>
        waitingEvents > 0
          ? `The agent is linked. ${countOf(waitingEvents, "event")} that came before ${waitingEvents === 1 ? "is" : "are"} being read.`
          : "The agent is linked.",
      )}
      hidden={{ ...(account && { account: account.id }), ...(providerAgentId && { providerAgentId }) }}
      fields={(fields) => (
        <LinkFields {...fields} asksAccount={account === undefined} asksAgent={providerAgentId === undefined} />
      )}
    />
  );
}
