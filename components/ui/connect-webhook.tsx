"use client";

import { IconPhone } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { RefreshOnChange } from "../live/refresh-on-change";
import { whenConnected } from "../offline/when-connected";
import styles from "./connect-webhook.module.css";
import { EmptyState } from "./empty-state";

const CopyAddress = dynamic(whenConnected(() => import("./copy-address")));

/** What a tenant without any call sees, and how the first one gets here. */
export function ConnectWebhook({ webhookUrl, what }: { webhookUrl: string; what: string }) {
  return (
    <EmptyState
      icon={<IconPhone size={22} stroke={1.6} aria-hidden />}
      title="No calls yet"
      action={
        <div className={styles.box}>
          <div className={styles.label}>Post-call webhook address</div>
          <div className={styles.line}>
            <code className={styles.address}>{webhookUrl}</code>
            <CopyAddress address={webhookUrl} />
          </div>
        </div>
      }
    >
      <RefreshOnChange />
      <p>{what}</p>
      <p>
        To connect your agent, open its workspace at ElevenLabs, go to Settings, then Webhooks, and add this address for
        post-call transcripts. Give the signing secret that it shows you to whoever runs this site: from then on every
        finished call appears here automatically.
      </p>
    </EmptyState>
  );
}
