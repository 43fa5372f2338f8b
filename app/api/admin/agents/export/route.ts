import { exportAllAgents } from "@/lib/admin/agents/export-all-agents";
import { adminAgentFields, adminAgentList } from "@/lib/admin/agents/fields";
import { parseAgentQuery } from "@/lib/admin/agents/parse-agent-query";
import { adminListExport } from "../../../_export";
import { listFile, refuseNotices } from "../../../_list-file";

export const dynamic = "force-dynamic";

export const GET = adminListExport(async (ctx, params) => {
  const { filters, sort, notices } = parseAgentQuery(Object.fromEntries(params));
  refuseNotices(notices);
  const pages = exportAllAgents(ctx, { filters, sort });
  return listFile(ctx, { list: adminAgentList.name, fields: adminAgentFields, pages, params, idHeader: "Agent ID" });
});
