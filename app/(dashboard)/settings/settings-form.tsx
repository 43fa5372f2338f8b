import { Button } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { DangerButton } from "@/components/forms/danger-button";
import { Failure } from "@/components/forms/failure";
import { type TypedAction, useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import type { ActionResult } from "@/lib/platform/action-result";
import styles from "./settings.module.css";

/** What was typed into a form, and what is wrong with it. */
export type FormFields = Pick<TypedAction<unknown>, "typed" | "errorOf">;

type SettingsFormProps<T> = {
  /** Names the form for those who do not see it. */
  label: string;
  action: (data: FormData) => Promise<ActionResult<T>>;
  submitLabel: string;
  isDangerous?: boolean;
  /** What is said once it has worked. */
  done: (data: T) => ReactNode;
  children?: (form: FormFields) => ReactNode;
};

/** A form of the settings; when it has worked, the page shows what holds now, and the passwords that were typed are gone. */
export function SettingsForm<T>({ label, action, submitLabel, isDangerous, done, children }: SettingsFormProps<T>) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(action);
  const router = useRouter();
  const isDone = result?.ok === true;
  const SubmitButton = isDangerous ? DangerButton : Button;

  useEffect(() => {
    if (isDone) router.refresh();
  }, [isDone, router]);

  return (
    <form ref={form} action={submit} className={styles.form} aria-label={label} noValidate>
      <Failure>{failure}</Failure>
      {children?.({ typed: isDone ? {} : typed, errorOf })}
      <div className={styles.submit}>
        <SubmitButton type="submit" loading={isPending}>
          {submitLabel}
        </SubmitButton>
        <div role="status" className={styles.done}>
          {result?.ok && !isPending ? done(result.data) : null}
        </div>
      </div>
    </form>
  );
}
