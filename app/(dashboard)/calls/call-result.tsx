import { IconCircleDashed, IconPhoneCheck, IconPhoneEnd, IconPhoneOff, IconRecordMail } from "@tabler/icons-react";
import { callOutcomeLabels, callStatusLabels } from "@/lib/calls/labels";
import type { CallListItem } from "@/lib/calls/schema";
import styles from "./call-result.module.css";

const outcomeIcons = {
  completed: IconPhoneCheck,
  disconnected: IconPhoneEnd,
  voicemail: IconRecordMail,
  no_answer: IconPhoneOff,
  busy: IconPhoneOff,
  failed: IconPhoneOff,
} as const;

/** How a call ended: its outcome, or its status while there is none. */
export function CallResult({ call }: { call: Pick<CallListItem, "outcome" | "status"> }) {
  const ResultIcon = call.outcome ? outcomeIcons[call.outcome] : IconCircleDashed;
  const isBad = call.status === "failed" || call.outcome === "failed";
  return (
    <span className={styles.result} data-bad={isBad || undefined}>
      <ResultIcon size={15} stroke={1.7} aria-hidden />
      {call.outcome ? callOutcomeLabels[call.outcome] : callStatusLabels[call.status]}
    </span>
  );
}
