/** A list by its name in addresses, and the tables that it reads: it is fetched again when one of them changes. */
export type LiveList = {
  name: string;
  tables: readonly string[];
  /** How often it is fetched again where no change is announced, as of other tenants' rows. */
  everySeconds?: number;
};

/** A cell of a file: its header, which may name the tenant's zone, and its value. Instants are ISO 8601 in UTC. */
export type FileCell<Item> = {
  header: string | ((timezone: string) => string);
  value(item: Item, timezone: string): unknown;
};

/** A field of a list, declared once: the table, the menu of columns, the orders of its header and the file follow from it. */
export type ListField<Item> = {
  label: string;
  /** Left out until somebody chooses it. */
  isExtra?: true;
  /** Without it a row would say nothing. */
  isFixed?: true;
  /** The orders that its header switches between, as the address names them. */
  sort?: { descending?: string; ascending?: string };
  /** Aligned to the right. */
  isNumber?: true;
  /** Hidden on a phone, where another cell shows it in a second line or it is not needed. */
  isWide?: true;
  phoneWidth?: string;
  width?: string;
  maxWidth?: string;
  /** What its cell says; a dash for null. */
  text?(item: Item): string | null;
  /** The instant that its cell shows; a dash for null. A field with neither has a cell that the page draws. */
  at?(item: Item): string | null;
  /** Its columns in the CSV file. */
  file: readonly FileCell<Item>[];
};

export type ListFields<Item> = Readonly<Record<string, ListField<Item>>>;

/** The names of the fields whose cells the page draws. */
export type DrawnField<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends { text: unknown } | { at: unknown } ? never : Name;
}[keyof Fields];

type Chosen = { address?: string | undefined; cookie?: string | undefined };

/**
 * The fields to show, in the list's order: as the address names them (`a,b`), else as the cookie does (`a.b`), else the usual ones. Unknown
 * fields are left out, and fixed fields are always included.
 */
export function chooseFields<Name extends string>(
  fields: Readonly<Record<Name, Pick<ListField<never>, "label" | "isExtra" | "isFixed">>>,
  { address, cookie }: Chosen,
): Name[] {
  // The keys of a declaration are its names.
  const all = Object.keys(fields) as Name[];
  const named = address?.split(",") ?? cookie?.split(".");
  const isKnown = named?.some((name) => Object.hasOwn(fields, name)) ?? false;
  return all.filter((name) => {
    const { isFixed, isExtra } = fields[name];
    return isFixed || (isKnown ? named?.includes(name) : !isExtra);
  });
}

/** What a menu of columns offers, and which of them are always there. */
export function columnChoices(fields: Readonly<Record<string, Pick<ListField<never>, "label" | "isFixed">>>) {
  const entries = Object.entries(fields);
  return {
    columns: entries.map(([key, { label }]) => ({ key, header: label })),
    fixed: entries.filter(([, { isFixed }]) => isFixed).map(([key]) => key),
  };
}

/** A list as a file: the headers of some fields in the order given, and a row's cells. */
export function fileOf<Item>(fields: ListFields<Item>, names: readonly string[], timezone: string) {
  const cells = names.flatMap((name) => (Object.hasOwn(fields, name) ? (fields[name]?.file ?? []) : []));
  return {
    header: cells.map(({ header }) => (typeof header === "string" ? header : header(timezone))),
    line: (item: Item): unknown[] => cells.map(({ value }) => value(item, timezone)),
  };
}
