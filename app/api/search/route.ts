import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { searchPeople } from "@/lib/calls/search-people";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const q = new URL(request.url).searchParams.get("q") ?? "";
  return privateJson(await searchPeople(ctx, { q: q.slice(0, 100) }));
});
