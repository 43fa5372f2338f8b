import { requireAdminContext } from "@/app/_admin-context";
import { listUsers } from "@/lib/admin/users/list-users";
import { parseUserQuery } from "@/lib/admin/users/parse-user-query";
import { answer, privateJson } from "../../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireAdminContext();
  const { filters, sort, cursor } = parseUserQuery(Object.fromEntries(new URL(request.url).searchParams));
  return privateJson(await listUsers(ctx, { filters, sort, cursor }));
});
