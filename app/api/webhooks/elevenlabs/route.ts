import type { NextRequest } from "next/server";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { clientOf } from "@/lib/auth/sign-in/client-of";
import { networkOf } from "@/lib/auth/sign-in/network-of";
import { getDatabase } from "@/lib/db/get-database";
import { getIntake } from "@/lib/ingest/intake/get-intake";
import { receiveWebhook } from "@/lib/ingest/intake/receive-webhook";
import { createIngestionWaker } from "@/lib/ingest/intake/wake-ingestion";
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

/** Invalid signatures from one place. Requests with a valid signature are neither counted nor refused for earlier ones. */
const wrongSignatures = new RateLimiterMemory({ points: 120, duration: 60 });

/** Keeps a signed event, then answers exactly 200: the provider counts anything else as a failure. */
export async function POST(request: NextRequest): Promise<Response> {
  const requestId = requestIdFrom(request.headers);
  const { ipAddress } = clientOf(Object.fromEntries(request.headers));
  const place = ipAddress && networkOf(ipAddress);
  try {
    const env = loadEnv();
    const db = getDatabase();
    await receiveWebhook(
      { actor: { kind: "webhook", provider: "elevenlabs" }, db, clock: systemClock, requestId },
      {
        signature: request.headers.get("elevenlabs-signature"),
        contentEncoding: request.headers.get("content-encoding"),
        contentLength: request.headers.get("content-length"),
        place,
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
        intake: getIntake(),
      },
    );
    wakeIngestion ??= createIngestionWaker(db);
    wakeIngestion();
    return Response.json({ received: true });
  } catch (error) {
    const isWrong = error instanceof AppError && error.code === "UNAUTHENTICATED";
    return refusal((isWrong && place && (await countWrongSignature(place))) || error, requestId);
  }
}

/** Counts in this process alone, so that strangers cost the database nothing. @returns the refusal when there were too many. */
async function countWrongSignature(place: string): Promise<AppError | null> {
  return wrongSignatures.consume(place).then(
    () => null,
    ({ msBeforeNext }: RateLimiterRes) =>
      new AppError("RATE_LIMITED", "Too many wrong signatures.", { retryAfterSeconds: Math.ceil(msBeforeNext / 1000) }),
  );
}

function refusal(error: unknown, requestId: string): Response {
  const expected = error instanceof AppError ? error : null;
  const { code, message, status } = expected ?? new AppError("INTERNAL", "The event could not be kept.");
  if (status >= 500) logFailure(expected ?? error, message, requestId);
  // What is left of an unread body would be taken for the connection's next request.
  const retryAfterSeconds = expected?.retryAfterSeconds ?? (status === 503 ? 5 : undefined);
  const headers = { Connection: "close", ...(retryAfterSeconds && { "Retry-After": String(retryAfterSeconds) }) };
  return Response.json({ code, message, requestId }, { status, headers });
}

const quietMs = 10_000;
let refused = 0;
let quietUntilMs = 0;

/** Dropping unverified requests is not a failure, and unknown senders could fill the log with it: one line in ten seconds counts them. */
function logFailure(error: unknown, message: string, requestId: string): void {
  if (!(error instanceof AppError) || error.cause !== undefined) {
    requestLogger(requestId).error({ err: error instanceof AppError ? error.cause : error }, message);
    return;
  }
  refused += 1;
  if (Date.now() < quietUntilMs) return;
  requestLogger(requestId).warn({ refused }, message);
  refused = 0;
  quietUntilMs = Date.now() + quietMs;
}
