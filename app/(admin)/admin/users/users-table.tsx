import type { Column } from "@/components/data-table/column";
import { RowLink, SecondLine } from "@/components/data-table/data-table";
import { fieldColumns } from "@/components/data-table/field-columns";
import { userFields } from "@/lib/admin/users/fields";
import type { UserListItem } from "@/lib/admin/users/schema";

/** The list's columns, of which `shown` are there. */
export function columnsOf(shown: readonly string[], asOf: string, timezone: string): Column<UserListItem>[] {
  return fieldColumns({ fields: userFields, shown, drawn: { name: nameCell }, asOf, timezone });
}

const nameCell = ({ id, name, email }: UserListItem) => (
  <>
    <RowLink href={`/admin/users/${id}`}>
      <bdi>{name}</bdi>
    </RowLink>
    <SecondLine onlyOnPhone>
      <bdi>{email}</bdi>
    </SecondLine>
  </>
);
