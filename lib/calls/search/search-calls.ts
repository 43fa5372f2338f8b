import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { findPage } from "../list/find-page";
import { lookUpCalls } from "../list/list-calls";
import { callFilterFields, type FoundCall } from "../schema";

const foundMax = 5;
const SearchInput = z.object({ q: callFilterFields.q.nullable().catch(null) });

/** The newest calls with these words, this name or this number; none for an empty search. */
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
