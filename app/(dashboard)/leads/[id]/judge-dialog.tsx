"use client";

import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import { showToast } from "@/components/ui/show-toast";
import { temperatures } from "@/components/ui/temperature";
import type { ScoredCall } from "@/lib/leads/schema";
import { judgeLead } from "./actions";
import styles from "./lead-page.module.css";

/** Asks for a score of one's own and why, with the AI's beside it. */
export default function JudgeDialog({ call, onClose }: { call: ScoredCall; onClose(): void }) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(judgeLead);
  const router = useRouter();
  const isDone = result?.ok === true;

  useEffect(() => {
    if (!isDone) return;
    showToast({ tone: "good", message: "Your score counts now. The AI's is kept." });
    router.refresh();
    onClose();
  }, [isDone, router, onClose]);

  return (
    <Modal
      opened
      onClose={onClose}
      title="Override the score"
      size={440}
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 100 }}
    >
      <form ref={form} action={submit} className={styles.form} aria-label="Override the score" noValidate>
        <Failure>{failure}</Failure>
        <input type="hidden" name="callId" value={call.callId} />
        <TextInput
          name="score"
          label="Your score"
          description={`The AI gave ${call.ai.score ?? "no score"}, ${temperatures[call.ai.temperature].label.toLowerCase()}. Temperature and qualification follow from yours.`}
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          data-autofocus
          defaultValue={typed.score ?? (call.override ? String(call.score) : "")}
          error={errorOf("score")}
          aria-invalid={errorOf("score") !== undefined}
        />
        <Textarea
          name="reason"
          label="Reason"
          rows={3}
          maxLength={1000}
          defaultValue={typed.reason ?? call.override?.reason ?? ""}
          error={errorOf("reason")}
          aria-invalid={errorOf("reason") !== undefined}
        />
        <div className={styles.submit}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending || isDone}>
            Let this score count
          </Button>
        </div>
      </form>
    </Modal>
  );
}
