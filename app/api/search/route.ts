import { requireTenantContext } from "@/app/_tenant-context";
import type { Found } from "@/lib/calls/schema";
import { searchCalls } from "@/lib/calls/search/search-calls";
import { searchPeople } from "@/lib/calls/search/search-people";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const q = (new URL(request.url).searchParams.get("q") ?? "").slice(0, 100);
  const [people, calls] = await Promise.all([searchPeople(ctx, { q }), searchCalls(ctx, { q })]);
  return privateJson({ people, calls } satisfies Found);
});
