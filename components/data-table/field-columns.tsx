import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DrawnField, ListField, ListFields } from "@/lib/lists/list-field";
import type { Column } from "./column";
import { Dash } from "./data-table";
import styles from "./data-table.module.css";

type Drawn<Item, Fields> = { readonly [Name in DrawnField<Fields>]: (item: Item) => ReactNode };

type Shown<Item, Fields> = {
  fields: Fields & ListFields<Item>;
  /** The fields that are shown, in their order. */
  shown: readonly string[];
  /** The cells of the fields that say more than a text or a time. */
  drawn: Drawn<Item, Fields>;
  /** When the rows were read, by which times are relative. */
  asOf: string;
  timezone: string;
};

/** The columns of a table from the fields of its list. */
export function fieldColumns<Item, Fields>({
  fields,
  shown,
  drawn,
  asOf,
  timezone,
}: Shown<Item, Fields>): Column<Item>[] {
  const cells: Readonly<Record<string, ((item: Item) => ReactNode) | undefined>> = drawn;
  const cellOf =
    (name: string, { text, at }: ListField<Item>) =>
    (item: Item) => {
      if (text) return textCell(text(item));
      const instant = at?.(item);
      if (at) return instant ? <TimeCell at={instant} asOf={asOf} timezone={timezone} /> : <Dash />;
      return cells[name]?.(item);
    };
  return shown.flatMap((name) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) return [];
    const { label, sort, isNumber, isWide, width, maxWidth, phoneWidth } = field;
    return [
      { key: name, header: label, sort, isNumber, isWide, width, maxWidth, phoneWidth, cell: cellOf(name, field) },
    ];
  });
}

const textCell = (text: string | null) => (text === null ? <Dash /> : <bdi>{text}</bdi>);

function TimeCell({ at, asOf, timezone }: { at: string; asOf: string; timezone: string }) {
  return (
    <span className={styles.time}>
      <RelativeTime at={at} asOf={asOf} timezone={timezone} />
    </span>
  );
}
