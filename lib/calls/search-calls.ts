import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { findPage } from "./find-page";
import { lookUpCalls } from "./list-calls";
import { callFilterFields, type FoundCall } from "./schema";

const foundMax = 5;
const SearchInput = z.object({ q: callFilterFields.q.nullable().catch(null) });

/** The newest calls with these words, this name or this number; none for what is nothing to search for. */
export async function searchCalls(ctx: Context, input: unknown): Promise<FoundCall[]> {
  const tenant = requirePermission(ctx, "call.read");
  const { q } = parseInput(SearchInput, input);
  if (q === null || q.trim().length < 2) return [];
  return ctx.db.tenant(tenant.userId, async (tx) => {
    const { places } = await findPage(tx, tenant, { filters: { q }, sort: "newest", cursor: null, limit: foundMax });
    const calls = await lookUpCalls(tx, tenant.userId, places, q);
    return calls.map(({ id, startedAt, callerName, phoneNumber, agent, snippet }) => ({
      id,
      startedAt,
      title: callerName ?? phoneNumber ?? "Unknown caller",
      agentName: agent.name,
      atSeconds: snippet?.atSeconds ?? null,
    }));
  });
}
