"use client";

import { Button, NativeSelect } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import { emailFields, type ImportField, type ImportMapping, phoneFields } from "@/lib/contacts/imports/import-fields";
import type { Country } from "@/lib/platform/countries";
import { formatCount } from "@/lib/platform/format/format-count";
import { mapImport } from "../actions";
import styles from "../import.module.css";
import { DiscardImport } from "./discard-import";
import { Unmapped } from "./unmapped";
import { columnName, fieldWords, fromWords, knownWords } from "./words";

type MappingFormProps = { import: ImportDetail; countries: readonly Country[] };

/** Which column is what, and what happens with people who are known already. */
export function MappingForm({ import: given, countries }: MappingFormProps) {
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
        {formatCount(given.counts.rows)} rows, {fromWords(given)}.{" "}
        {mappingFrom === "remembered" && "The columns are chosen as for your last file with the same header. "}
        {mappingFrom === "guessed" && "The columns are chosen by their names and contents: check them. "}
      </p>
      <section className={styles.section} aria-label="What is in which column">
        <h2>What is in which column?</h2>
        <div className={styles.mapping}>
          {fieldWords
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
        <p className={styles.dimmed}>
          Of several numbers or email addresses, the first that is filled in a row is used.
        </p>
        <Unmapped columns={columns} mapping={chosen} />
        <Samples columns={columns} />
      </section>
      <section className={styles.section} aria-label="How the file is read">
        <fieldset className={styles.choices}>
          <legend>When somebody is a contact already, by number or else by email</legend>
          {knownWords.map(([rule, label]) => (
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
              {value === "yes" ? "names the columns" : "is a contact"}
            </label>
          ))}
        </fieldset>
        <NativeSelect
          name="country"
          label="Numbers without a country’s code are from"
          maw={340}
          size="md"
          defaultValue={typed.country ?? country ?? ""}
          error={errorOf("country")}
          data={[
            { value: "", label: "No country: they are left out" },
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

/** Of several numbers or addresses as many as are chosen, and one more. */
function isOffered(field: ImportField, chosen: ImportMapping): boolean {
  const ways: readonly (readonly ImportField[])[] = [phoneFields, emailFields];
  for (const fields of ways) {
    const place = fields.indexOf(field);
    if (place > 0) return fields.slice(place - 1).some((each) => chosen[each] !== undefined);
  }
  return true;
}

function Samples({ columns }: Pick<ImportDetail, "columns">) {
  const count = Math.max(0, ...columns.map(({ samples }) => samples.length));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard.
    <section className={styles.samples} tabIndex={0} aria-label="Rows of the file">
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns have no other name.
              <th key={index} scope="col">
                {columnName(column, index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: count }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sample is nothing but its place.
            <tr key={row}>
              {columns.map(({ samples }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns have no other name.
                <td key={index}>
                  <bdi>{samples[row] ?? ""}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
