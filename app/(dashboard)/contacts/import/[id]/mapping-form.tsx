"use client";

import { Button, NativeSelect } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import { emailFields, type ImportField, type ImportMapping, phoneFields } from "@/lib/contacts/imports/import-fields";
import { importFieldLabels, knownContactLabels } from "@/lib/contacts/imports/labels";
import type { Country } from "@/lib/platform/countries";
import { countOf } from "@/lib/platform/format/count-of";
import { mapImport } from "../actions";
import styles from "../import.module.css";
import { DiscardImport } from "./discard-import";
import { columnName, fileFormatLabel } from "./file-text";
import { Unmapped } from "./unmapped";

type MappingFormProps = {
  import: ImportDetail;
  countries: readonly Country[];
  /** The first rows of the file. */
  samples: ReactNode;
};

/** Which column is what, and what happens with people who are known already. */
export function MappingForm({ import: given, countries, samples }: MappingFormProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(mapImport);
  const router = useRouter();
  const { id, columns, mapping, mappingFrom, knownContacts, hasHeader, country } = given;
  const isDone = result?.ok === true;
  const [chosen, setChosen] = useState<ImportMapping>(mapping);

  useEffect(() => {
    if (!isDone) return;
    router.replace(`/contacts/import/${id}`);
    router.refresh();
  }, [isDone, id, router]);

  const choices = [
    { value: "", label: "Not in this file" },
    ...columns.map((column, index) => {
      const sample = column.samples.find(Boolean);
      return {
        value: String(index),
        label: `${columnName(column, index)}${column.header === "" && sample ? ` (${sample})` : ""}`,
      };
    }),
  ];
  return (
    <form ref={form} action={submit} className={styles.page} aria-label="Columns" noValidate>
      <Failure>{failure}</Failure>
      <input type="hidden" name="id" value={id} />
      <p className={styles.dimmed}>
        {countOf(given.counts.rows, "row")}, {fileFormatLabel(given)}.{" "}
        {mappingFrom === "remembered" && "The columns are matched as in your last file with the same header. "}
        {mappingFrom === "guessed" &&
          "The columns are matched by their names and contents. Check them before you continue. "}
      </p>
      <section className={styles.section} aria-label="Match the columns">
        <h2>Match the columns</h2>
        <div className={styles.mapping}>
          {importFieldLabels
            .filter(([field]) => isOffered(field, chosen))
            .map(([field, label]) => (
              <NativeSelect
                key={field}
                name={field}
                label={label}
                data={choices}
                size="md"
                defaultValue={typed[field] ?? (mapping[field] === undefined ? "" : String(mapping[field]))}
                error={errorOf(field)}
                aria-invalid={errorOf(field) !== undefined}
                onChange={({ currentTarget: { value } }) =>
                  setChosen((before) => ({ ...before, [field]: value === "" ? undefined : Number(value) }))
                }
              />
            ))}
        </div>
        <p className={styles.dimmed}>If a row has several numbers or email addresses, the first is used.</p>
        <Unmapped columns={columns} mapping={chosen} />
        {samples}
      </section>
      <section className={styles.section} aria-label="Import options">
        <fieldset className={styles.choices}>
          <legend>If a contact with this number, or else with this email address, already exists</legend>
          {knownContactLabels.map(([rule, label]) => (
            <label key={rule} className={styles.choice}>
              <input
                type="radio"
                name="knownContacts"
                value={rule}
                defaultChecked={(typed.knownContacts ?? knownContacts) === rule}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <fieldset className={styles.choices}>
          <legend>The first row</legend>
          {(["yes", "no"] as const).map((value) => (
            <label key={value} className={styles.choice}>
              <input
                type="radio"
                name="hasHeader"
                value={value}
                defaultChecked={(typed.hasHeader ?? (hasHeader ? "yes" : "no")) === value}
              />
              {value === "yes" ? "contains the column names" : "is a contact"}
            </label>
          ))}
        </fieldset>
        <NativeSelect
          name="country"
          label="Country of numbers without a country code"
          maw={340}
          size="md"
          defaultValue={typed.country ?? country ?? ""}
          error={errorOf("country")}
          data={[
            { value: "", label: "None: leave these numbers out" },
            ...countries.map(({ code, name, callingCode }) => ({ value: code, label: `${name} (${callingCode})` })),
          ]}
        />
      </section>
      <div className={styles.buttons}>
        <Button type="submit" loading={isPending || isDone}>
          Check the rows
        </Button>
        <DiscardImport id={id} />
      </div>
    </form>
  );
}

/** Offers one more number or address field than are chosen. */
function isOffered(field: ImportField, chosen: ImportMapping): boolean {
  const ways: readonly (readonly ImportField[])[] = [phoneFields, emailFields];
  for (const fields of ways) {
    const place = fields.indexOf(field);
    if (place > 0) return fields.slice(place - 1).some((each) => chosen[each] !== undefined);
  }
  return true;
}
