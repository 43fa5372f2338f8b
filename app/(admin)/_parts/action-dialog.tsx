import { Button, Modal, Textarea } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { DangerButton } from "@/components/forms/danger-button";
import { Failure } from "@/components/forms/failure";
import { type TypedAction, useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import { showToast } from "@/components/toasts/show-toast";
import type { ActionResult } from "@/lib/platform/action-result";
import styles from "./action-dialog.module.css";
import { ProofFields } from "./proof-fields";

/** What was typed into a dialog, and what is wrong with it. */
export type DialogFields = Pick<TypedAction<string>, "typed" | "errorOf">;

export type ActionDialogProps = {
  title: string;
  /** What will change, and for whom. */
  consequence: ReactNode;
  submitLabel: string;
  isDangerous?: boolean;
  /** Returns what is said once it has worked. */
  action(data: FormData): Promise<ActionResult<string>>;
  /** Fields that nobody types. */
  hidden: Readonly<Record<string, string>>;
  children?(fields: DialogFields): ReactNode;
  onClose(): void;
};

/** Asks an administrator why they do something, and for proof of who they are where the server wants it. What was typed stays. */
export default function ActionDialog(props: ActionDialogProps) {
  const { title, consequence, submitLabel, isDangerous, action, hidden, children, onClose } = props;
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(action);
  const [asksProof, setAsksProof] = useState(false);
  const router = useRouter();
  const SubmitButton = isDangerous ? DangerButton : Button;
  const isDone = result?.ok === true;

  useEffect(() => {
    if (result?.ok === false && result.code === "PROOF_REQUIRED") setAsksProof(true);
    if (!result?.ok) return;
    showToast({ tone: "good", message: result.data });
    router.refresh();
    onClose();
  }, [result, router, onClose]);
  useEffect(() => {
    if (asksProof) form.current?.querySelector<HTMLInputElement>("[name=password], [name=code]")?.focus();
  }, [asksProof, form]);

  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={460}
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 100 }}
    >
      <form ref={form} action={submit} className={styles.form} aria-label={title} noValidate>
        <Failure>{failure}</Failure>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className={styles.consequence}>{consequence}</div>
        {children?.({ typed, errorOf })}
        <Textarea
          name="reason"
          label="Reason"
          description="Kept in the audit log."
          rows={2}
          maxLength={500}
          defaultValue={typed.reason ?? ""}
          error={errorOf("reason")}
          aria-invalid={errorOf("reason") !== undefined}
        />
        {asksProof && <ProofFields typed={typed} errorOf={errorOf} />}
        <div className={styles.submit}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton type="submit" loading={isPending || isDone}>
            {submitLabel}
          </SubmitButton>
        </div>
      </form>
    </Modal>
  );
}
