import { checkReadiness } from "@/lib/db/check-readiness";
import { getDatabase } from "@/lib/db/get-database";

export const dynamic = "force-dynamic";

/** 200 when this instance can serve, otherwise 503 with what it waits for. */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness(getDatabase());
  const isReady = Object.values(readiness).every((state) => state === "ok");
  return Response.json(readiness, { status: isReady ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
