"use client";

import { IconPencil } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useRouter } from "@/components/navigation/use-router";
import { useWork } from "@/components/navigation/working";
import { whenConnected } from "@/components/offline/when-connected";
import { showToast } from "@/components/toasts/show-toast";
import { Opener } from "@/components/ui/opener";
import type { CallDetail } from "@/lib/calls/call-detail";
import { callOutcomeLabels } from "@/lib/calls/labels";
import type { ActionResult } from "@/lib/platform/action-result";
import { CallResult } from "../call-result";
import styles from "./edit-outcome.module.css";

const load = () => import("./edit-outcome-menu");
const EditOutcomeMenu = dynamic(whenConnected(load), { ssr: false });

export type EditOutcomeAction = (data: FormData) => Promise<ActionResult<{ count: number }>>;

type EditOutcomeProps = {
  call: Pick<CallDetail, "id" | "outcome" | "status" | "providerOutcome" | "editedOutcome">;
  action: EditOutcomeAction;
};

const unreachable = "Callwright could not be reached. Nothing was changed: try again in a moment.";

/** How the call ended, and a control to correct the provider's outcome. */
export function EditOutcome({ call, action }: EditOutcomeProps) {
  const router = useRouter();
  const [isBusy, startTransition] = useWork();
  const { providerOutcome } = call;
  if (!providerOutcome) return <CallResult call={call} />;

  function set(outcome: string, message: string, undo?: () => void) {
    const form = new FormData();
    form.set("callIds", call.id);
    form.set("outcome", outcome);
    startTransition(async () => {
      const result = await action(form).catch(() => null);
      if (!result?.ok) return showToast({ message: result?.message ?? unreachable, tone: "bad" });
      showToast({ message, tone: "good", undo });
      router.refresh();
    });
  }
  const before = call.editedOutcome ?? "provider";
  const undo = () => set(before, "Outcome restored");
  return (
    <>
      <Opener
        load={load}
        opens="menu"
        button={(props) => (
          <button type="button" className={styles.open} disabled={isBusy} aria-label="Change the outcome" {...props}>
            <CallResult call={call} />
            <IconPencil size={14} stroke={1.7} aria-hidden className={styles.pencil} />
          </button>
        )}
      >
        {(opened) => (
          <EditOutcomeMenu
            {...opened}
            call={call}
            providerOutcome={providerOutcome}
            onChoose={(outcome, message) => set(outcome, message, undo)}
          />
        )}
      </Opener>
      {call.editedOutcome && (
        <div className={styles.provider}>Edited. Provider’s outcome: {callOutcomeLabels[providerOutcome]}</div>
      )}
    </>
  );
}
