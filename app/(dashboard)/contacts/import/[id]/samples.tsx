import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import styles from "../import.module.css";
import { columnName } from "./file-text";

/** The first rows of the file, under the names of its columns. */
export function Samples({ columns }: Pick<ImportDetail, "columns">) {
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
