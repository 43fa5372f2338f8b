import type { z } from "zod";
import { type Cursor, decodeCursor } from "./cursor";
import type { ListOrder } from "./list-order";

/** The parameters of an address by name. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** A parameter that occurs in the address exactly once. */
export const queryValue = (given: SearchParams[string]): string | undefined =>
  typeof given === "string" ? given : undefined;

/** One sentence for each thing in an address that could not be used. */
export type Notices = string[];

type Fields = Readonly<Record<string, z.ZodType>>;
export type FiltersOf<F extends Fields> = { [Name in keyof F]?: z.output<F[Name]> };

/**
 * The filters that an address asks for. Never fails: values that cannot be parsed are ignored, with a notice.
 * @param sentences what is said about some filters instead of their names.
 */
export function parseFilters<F extends Fields>(
  fields: F,
  params: SearchParams,
  notices: Notices,
  sentences: { readonly [Name in keyof F]?: (given: string | string[]) => string } = {},
): FiltersOf<F> {
  const filters: FiltersOf<F> = {};
  for (const [name, field] of Object.entries(fields)) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const parsed = field.safeParse(given);
    if (parsed.success) Object.assign(filters, { [name]: parsed.data });
    else notices.push(sentences[name]?.(given) ?? `The filter “${name}” could not be read and was ignored.`);
  }
  return filters;
}

/** The order that an address asks for, else the first one, with a notice when it asked for one that does not exist. */
export function parseOrder<Name extends string>(
  orders: readonly [Name, ...Name[]],
  params: SearchParams,
  notices: Notices,
  sentence: string,
): Name {
  const order = orders.find((each) => each === params.sort);
  if (order === undefined && params.sort !== undefined) notices.push(sentence);
  return order ?? orders[0];
}

/** The cursor in an address; null for the first page. */
export function parseCursor(
  order: ListOrder,
  params: SearchParams,
  notices: Notices,
  sentence = "That page could not be found. Showing the first page.",
): Cursor | null {
  const cursor = typeof params.at === "string" ? decodeCursor(params.at, order) : null;
  if (params.at !== undefined && !cursor) notices.push(sentence);
  return cursor;
}
