import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { resolveSession } from "@/lib/auth/resolve-session";
import { findSessionToken } from "@/lib/auth/session-cookie";
import { subscribeToChanges } from "@/lib/db/subscribe-to-changes";
import { answer } from "../_answer";

export const dynamic = "force-dynamic";

const changeDelayMs = 150;
const heartbeatMs = 15_000;

/**
 * Server-sent events of one tab: `ready` once, `changed` (gathered for 150 ms) after commits that touch the tenant, `signed-out` when
 * the session has ended, and a comment every 15 seconds so that nothing in between takes the silence for a dead connection.
 */
export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  const sessionToken = await findSessionToken();
  const encoder = new TextEncoder();
  let stop = () => {};

  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOpen = true;
      let gathering: ReturnType<typeof setTimeout> | undefined;
      const send = (text: string) => isOpen && controller.enqueue(encoder.encode(text));
      const unsubscribe = subscribeToChanges(ctx.actor.userId, () => {
        gathering ??= setTimeout(() => {
          gathering = undefined;
          send("event: changed\ndata: {}\n\n");
        }, changeDelayMs);
      });
      const heartbeat = setInterval(() => void beat(), heartbeatMs);
      stop = () => {
        isOpen = false;
        clearTimeout(gathering);
        clearInterval(heartbeat);
        unsubscribe();
      };
      const close = () => {
        if (!isOpen) return;
        stop();
        controller.close();
      };
      async function beat() {
        // A database that is away for a moment signs nobody out.
        const actor = await resolveSession(ctx, sessionToken ?? "").catch(() => ctx.actor);
        send(actor ? ": still here\n\n" : "event: signed-out\ndata: {}\n\n");
        if (!actor) close();
      }
      request.signal.addEventListener("abort", close);
      send("retry: 2000\nevent: ready\ndata: {}\n\n");
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
