import "server-only";
import { cookies } from "next/headers";
import { columnsCookie } from "@/components/data-table/remembered-columns";
import { chooseFields, columnChoices, type ListFields, type LiveList } from "@/lib/lists/list-field";
import { queryValue, type SearchParams } from "@/lib/lists/parse-list";

/** The columns of a list that its address names, else those that this browser remembers, else the usual ones. */
export async function shownColumns<Item>(
  { name }: Pick<LiveList, "name">,
  fields: ListFields<Item>,
  params: SearchParams,
): Promise<string[]> {
  const cookie = (await cookies()).get(columnsCookie(name))?.value;
  return chooseFields(fields, { address: queryValue(params.columns), cookie });
}

/** What the menu of columns offers, with the columns that are shown. */
export async function columnMenu<Item>(list: Pick<LiveList, "name">, fields: ListFields<Item>, params: SearchParams) {
  return { ...columnChoices(fields), shown: await shownColumns(list, fields, params) };
}
