import { Registry, register } from "prom-client";
import { getDatabase } from "@/lib/db/get-database";
import { loadEnv } from "@/lib/platform/env";
import { isBearer } from "@/lib/platform/is-bearer";
import { databaseMetrics } from "./database-metrics";

export const dynamic = "force-dynamic";

const noStore = { "Cache-Control": "no-store" };

/** The metrics of this process and of the database, in Prometheus' format, for requests with the token; without METRICS_TOKEN there are none. */
export async function GET(request: Request): Promise<Response> {
  const { metricsToken } = loadEnv();
  if (!metricsToken) return new Response("Metrics are not enabled.\n", { status: 404, headers: noStore });
  if (!isBearer(request.headers.get("authorization"), metricsToken)) {
    const headers = { ...noStore, "WWW-Authenticate": "Bearer" };
    return new Response("Send the token of METRICS_TOKEN.\n", { status: 401, headers });
  }
  const all = Registry.merge([register, await databaseMetrics(getDatabase())]);
  return new Response(await all.metrics(), { headers: { ...noStore, "Content-Type": all.contentType } });
}
