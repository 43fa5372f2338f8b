"use client";

import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Panel } from "@/components/ui/panel";
import type { ActionResult } from "@/lib/platform/action-result";
import styles from "./notes-panel.module.css";

type NotesPanelProps = {
  callId: string;
  notes: string | null;
  action(data: FormData): Promise<ActionResult<{ notes: string | null }>>;
};

/** What the tenant notes about the call. */
export function NotesPanel({ callId, notes, action }: NotesPanelProps) {
  const { form, submit, typed, result, isPending, errorOf, failure } = useTypedAction(action);
  const saved = result?.ok ? (result.data.notes ?? "") : (notes ?? "");
  const [text, setText] = useState(typed.notes ?? notes ?? "");
  const isChanged = text.trim() !== saved;
  return (
    <Panel title="Notes" className={saved ? undefined : styles.empty}>
      <form ref={form} action={submit}>
        <input type="hidden" name="callId" value={callId} />
        <Failure>{failure}</Failure>
        <Textarea
          className={styles.field}
          name="notes"
          aria-label="Notes about this call"
          placeholder="Add a note about this call"
          autosize
          minRows={2}
          maxRows={12}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={errorOf("notes")}
        />
        <p className={styles.printed}>{saved}</p>
        <div className={styles.foot}>
          <span role="status" className={styles.saved}>
            {result?.ok && !isChanged ? "Saved" : ""}
          </span>
          {isChanged && (
            <Button type="submit" size="xs" loading={isPending}>
              Save notes
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
