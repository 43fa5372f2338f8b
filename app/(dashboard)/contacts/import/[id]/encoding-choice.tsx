"use client";

import { Button } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import type { EncodingSample } from "@/lib/contacts/imports/files/sample-encodings";
import { encodingLabels } from "@/lib/contacts/imports/labels";
import { rereadImport } from "../actions";
import styles from "../import.module.css";

type EncodingChoiceProps = { id: string; encoding: string; samples: readonly EncodingSample[] };

/** How the file's letters look in each encoding that it may be in, and a way to have it read in another one. */
export function EncodingChoice({ id, encoding, samples }: EncodingChoiceProps) {
  const { form, submit, isPending, typed, result, failure } = useTypedAction(rereadImport);
  const router = useRouter();
  useEffect(() => {
    if (result?.ok) router.refresh();
  }, [result, router]);
  return (
    <form ref={form} action={submit} className={styles.section} aria-label="Encoding">
      <input type="hidden" name="id" value={id} />
      <h2>Do the characters look right?</h2>
      <Failure>{failure}</Failure>
      <fieldset className={styles.choices}>
        <legend className={styles.hidden}>Encoding of the file</legend>
        {samples.map(({ encoding: each, text }) => (
          <label key={each} className={styles.choice}>
            <input type="radio" name="encoding" value={each} defaultChecked={(typed.encoding ?? encoding) === each} />
            <span className={styles.encoding}>
              <bdi className={styles.letters}>{text}</bdi>
              <span className={styles.dimmed}>{encodingLabels[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.buttons}>
        <Button type="submit" variant="default" loading={isPending}>
          Use this encoding
        </Button>
      </div>
    </form>
  );
}
