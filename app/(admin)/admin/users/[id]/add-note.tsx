"use client";

import { Button, Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import { Panel } from "@/components/ui/panel";
import { saveNote } from "./actions";
import styles from "./user-page.module.css";

/** Writes a note about the account that administrators alone read. */
export function AddNote({ userId }: { userId: string }) {
  const { form, submit, isPending, result, errorOf, failure } = useTypedAction(saveNote);
  const [note, setNote] = useState("");
  const router = useRouter();

  useEffect(() => {
    if (!result?.ok) return;
    setNote("");
    router.refresh();
  }, [result, router]);

  return (
    <Panel title="Notes">
      <form ref={form} action={submit} className={styles.form} aria-label="Add a note" noValidate>
        <Failure>{failure ?? errorOf("userId")}</Failure>
        <input type="hidden" name="userId" value={userId} />
        <Textarea
          name="note"
          aria-label="Note"
          placeholder="What the next administrator should know"
          rows={3}
          maxLength={5000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          error={errorOf("note")}
          aria-invalid={errorOf("note") !== undefined}
        />
        <div className={styles.submit}>
          <Button type="submit" variant="default" size="xs" loading={isPending}>
            Add note
          </Button>
        </div>
      </form>
    </Panel>
  );
}
