import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { temperatures } from "@/components/leads/temperature";
import { useRouter } from "@/components/navigation/use-router";
import { showToast } from "@/components/toasts/show-toast";
import type { ScoredCall } from "@/lib/leads/schema";
import { overrideLeadScore } from "./actions";
import styles from "./lead-page.module.css";

/** Asks for the user's own score and the reason for it, next to the AI's score. */
export default function OverrideDialog({ call, onClose }: { call: ScoredCall; onClose(): void }) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(overrideLeadScore);
  const router = useRouter();
  const isDone = result?.ok === true;

  useEffect(() => {
    if (!isDone) return;
    showToast({ tone: "good", message: "Your score is now used. The AI's score is kept." });
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
          description={`The AI gave ${call.ai.score ?? "no score"}, ${temperatures[call.ai.temperature].label.toLowerCase()}. Temperature and qualification are computed from yours.`}
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
            Use this score
          </Button>
        </div>
      </form>
    </Modal>
  );
}
