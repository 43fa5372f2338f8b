"use client";

import { Button } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { useWork } from "@/components/navigation/working";
import { whenConnected } from "@/components/offline/when-connected";
import { showToast } from "@/components/toasts/show-toast";
import type { ScoredCall } from "@/lib/leads/schema";
import { acceptAiScore, overrideLeadScore } from "./actions";
import styles from "./lead-page.module.css";

const OverrideDialog = dynamic(
  whenConnected(() => import("./override-dialog")),
  { ssr: false },
);

/** Overrides the AI's score of a call, or takes that back. */
export function OverrideScore({ call }: { call: ScoredCall }) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, start] = useWork();
  const router = useRouter();

  function accept() {
    const { override, score } = call;
    start(async () => {
      const result = await acceptAiScore(formOf({ callId: call.callId })).catch(() => undefined);
      if (!result?.ok) {
        showToast({ tone: "bad", message: result?.message ?? "Callwright could not be reached. Nothing was changed." });
        return;
      }
      showToast({
        tone: "good",
        message: "The AI's score is used again.",
        undo: async () => {
          await overrideLeadScore(
            formOf({ callId: call.callId, score: String(score), reason: override?.reason ?? "" }),
          );
          router.refresh();
        },
      });
      router.refresh();
    });
  }
  return (
    <div className={styles.buttons}>
      <Button variant="default" size="xs" onClick={() => setOpen(true)} aria-haspopup="dialog">
        {call.override ? "Change your score" : "Override score"}
      </Button>
      {call.override && (
        <Button variant="default" size="xs" onClick={accept} loading={isBusy}>
          Use the AI's score
        </Button>
      )}
      {isOpen && <OverrideDialog call={call} onClose={() => setOpen(false)} />}
    </div>
  );
}

function formOf(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
