import type { NextRequest } from "next/server";
import { clientOf } from "@/lib/auth/client-of";
import { getDatabase } from "@/lib/db/get-database";
import { limitRate, type RateLimit, refuseLimited } from "@/lib/db/rate-limit";
import { receiveWebhook } from "@/lib/ingest/receive-webhook";
import { createIngestionWaker } from "@/lib/ingest/wake-ingestion";
import { systemClock } from "@/lib/platform/clock";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { requestLogger } from "@/lib/platform/logger";
import { requestIdFrom } from "@/lib/platform/request-id";
import { getStorage } from "@/lib/storage/get-storage";

export const dynamic = "force-dynamic";

/** A long call's transcript is some hundred kilobytes; recordings have a limit of their own. */
const eventBytesMax = 8 * 1024 * 1024;
let wakeIngestion: (() => void) | undefined;

/** Bad signatures from one place; good ones are never counted, so they cost nothing here. */
const badSignatureRate = (ipAddress: string): RateLimit => ({
  name: "bad-signature",
  key: ipAddress,
  points: 120,
  seconds: 60,
  isRemembered: true,
});

/** Keeps a signed event, then answers exactly 200: the provider counts anything else as a failure. */
export async function POST(request: NextRequest): Promise<Response> {
  const requestId = requestIdFrom(request.headers);
  const { ipAddress } = clientOf(Object.fromEntries(request.headers));
  try {
    if (ipAddress) refuseLimited(badSignatureRate(ipAddress));
    const env = loadEnv();
    const db = getDatabase();
    await receiveWebhook(
      { actor: { kind: "webhook", provider: "elevenlabs" }, db, clock: systemClock, requestId },
      {
        signature: request.headers.get("elevenlabs-signature"),
        contentEncoding: request.headers.get("content-encoding"),
        contentLength: request.headers.get("content-length"),
        body: request.body,
      },
      {
        secrets: env.elevenlabsWebhookSecrets,
        ageSecondsMax: env.webhookAgeSecondsMax,
        limits: {
          eventBytesMax: Math.min(eventBytesMax, env.webhookBodyBytesMax),
          audioBytesMax: env.webhookBodyBytesMax,
        },
        storage: getStorage(),
      },
    );
    wakeIngestion ??= createIngestionWaker(db);
    wakeIngestion();
    return Response.json({ received: true });
  } catch (error) {
    if (ipAddress && error instanceof AppError && error.code === "UNAUTHENTICATED") countBadSignature(ipAddress);
    return refusal(error, requestId);
  }
}

/** Nobody waits for it, and what cannot be counted is let pass. */
function countBadSignature(ipAddress: string): void {
  limitRate(getDatabase(), badSignatureRate(ipAddress)).catch(() => {});
}

function refusal(error: unknown, requestId: string): Response {
  const expected = error instanceof AppError ? error : null;
  const { code, message, status } = expected ?? new AppError("INTERNAL", "The event could not be kept.");
  if (status >= 500) requestLogger(requestId).error({ err: expected?.cause ?? error }, message);
  // What is left of an unread body would be taken for the connection's next request.
  const retryAfterSeconds = expected?.retryAfterSeconds ?? (status === 503 ? 5 : undefined);
  const headers = { Connection: "close", ...(retryAfterSeconds && { "Retry-After": String(retryAfterSeconds) }) };
  return Response.json({ code, message, requestId }, { status, headers });
}
