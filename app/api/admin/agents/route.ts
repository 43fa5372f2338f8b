import { requireAdminContext } from "@/app/_admin-context";
import { listAllAgents } from "@/lib/admin/agents/list-all-agents";
import { parseAgentQuery } from "@/lib/admin/agents/parse-agent-query";
import { answer, privateJson } from "../../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireAdminContext();
  const { filters, sort, cursor } = parseAgentQuery(Object.fromEntries(new URL(request.url).searchParams));
  return privateJson(await listAllAgents(ctx, { filters, sort, cursor }));
});
