import { IconPhone } from "@tabler/icons-react";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { EmptyState } from "@/components/ui/empty-state";
import styles from "./connect-webhook.module.css";
import { CopyAddress } from "./copy-address";

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
        post-call transcripts. Send the signing secret that it shows you to your Callwright administrator. Once it is
        set, every finished call appears here automatically.
      </p>
    </EmptyState>
  );
}
