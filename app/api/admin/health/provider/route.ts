import { requireAdminContext } from "@/app/_admin-context";
import { getProviderState } from "@/lib/admin/health/get-provider-state";
import { answer, privateJson } from "../../../_answer";

export const dynamic = "force-dynamic";

export const GET = answer(async () => privateJson(await getProviderState(await requireAdminContext())));
