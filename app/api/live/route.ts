import { requireTenantContext } from "@/app/_tenant-context";
import { isSessionOpen } from "@/lib/auth/sessions/is-session-open";
import { subscribeToChanges } from "@/lib/live/subscribe-to-changes";
import { answer } from "../_answer";
import { countStream } from "./limit-streams";
import { openChangeStream } from "./open-change-stream";

export const dynamic = "force-dynamic";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const stream = openChangeStream({
    signal: request.signal,
    subscribe: (onChange) => subscribeToChanges(ctx.actor.userId, onChange),
    count: (giveWay) => countStream(ctx.sessionId, giveWay),
    // A short outage of the database signs nobody out.
    isSignedIn: () => isSessionOpen(ctx, ctx.sessionId).catch(() => true),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
