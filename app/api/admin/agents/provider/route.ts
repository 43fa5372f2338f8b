import { requireAdminContext } from "@/app/_admin-context";
import { listProviderAgents } from "@/lib/admin/agents/list-provider-agents";
import { answer, privateJson } from "../../../_answer";

export const dynamic = "force-dynamic";

export const GET = answer(async () => privateJson(await listProviderAgents(await requireAdminContext())));
