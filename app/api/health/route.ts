export const dynamic = "force-dynamic";

/** Answers while the process is alive; checks nothing else. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
}
