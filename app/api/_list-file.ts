import "server-only";
import { shownColumns } from "@/app/_shown-columns";
import type { TenantContext } from "@/lib/access/context";
import { fileOf, type ListFields } from "@/lib/lists/list-field";
import { AppError } from "@/lib/platform/errors";
import type { CsvFile } from "./_csv";

type ListFile<Item> = {
  /** Its name in cookies, and that of the file. */
  list: string;
  fields: ListFields<Item>;
  pages: AsyncIterable<readonly Item[]>;
  params: URLSearchParams;
  /** The header of the row's id, where the file has it before everything else. */
  idHeader?: string;
};

/** A list as a file with the columns that its table shows, as the address names them or else as they were chosen before. */
export async function listFile<Item extends { id: string }>(
  { actor, clock }: TenantContext,
  { list, fields, pages, params, idHeader }: ListFile<Item>,
): Promise<CsvFile> {
  const names = await shownColumns({ name: list }, fields, Object.fromEntries(params));
  const { header, line } = fileOf(fields, names, actor.timezone);
  return {
    name: `${list.replaceAll("/", "-")}-${clock.now().toISOString().slice(0, 10)}`,
    header: idHeader ? [idHeader, ...header] : header,
    pages: linesOf(pages, (item) => (idHeader ? [item.id, ...line(item)] : line(item))),
  };
}

async function* linesOf<Item>(pages: AsyncIterable<readonly Item[]>, line: (item: Item) => unknown[]) {
  for await (const items of pages) yield items.map(line);
}

/** @throws AppError BAD_REQUEST for an address of which something could not be used: a file of other rows would be taken for the right one. */
export function refuseNotices([notice]: readonly string[]): void {
  if (notice) throw new AppError("BAD_REQUEST", notice);
}
