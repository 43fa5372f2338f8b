import { checkSearchDelay } from "@/lib/calls/search/check-search-delay";
import { checkReadiness } from "@/lib/db/check-readiness";
import { getDatabase } from "@/lib/db/get-database";
import { shareUnderWay } from "@/lib/platform/share-under-way";

export const dynamic = "force-dynamic";

/** Anybody may ask, over the connections that webhooks need. */
const askReadiness = shareUnderWay(() => {
  const db = getDatabase();
  return Promise.all([checkReadiness(db), checkSearchDelay(db)]);
});

/**
 * 200 when this instance can serve, otherwise 503 with the missing parts; and how far search is behind, which does not affect readiness.
 */
export async function GET(): Promise<Response> {
  const [readiness, search] = await askReadiness();
  const isReady = Object.values(readiness).every((state) => state === "ok");
  return Response.json(
    { ...readiness, search },
    { status: isReady ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
