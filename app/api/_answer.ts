import "server-only";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { isOwnOrigin } from "@/lib/platform/is-own-origin";
import { logRefusal, requestLogger } from "@/lib/platform/logger";
import { requestIdFrom } from "@/lib/platform/request-id";

type RouteHandler<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

const privateAnswer = { "cache-control": "private, no-store" };

/**
 * A route handler whose expected errors become `{ code, message }` with their status, and whose unexpected ones are logged and
 * answered with the request's id. Changing requests are taken only from our own pages.
 */
export function answer<P = Record<string, never>>(handler: RouteHandler<P>): RouteHandler<P> {
  return async (request, context) => {
    const requestId = requestIdFrom(request.headers);
    try {
      if (request.method !== "GET" && request.method !== "HEAD") requireOwnOrigin(request);
      const response = await handler(request, context);
      return request.method === "HEAD" || request.signal.aborted ? await withoutBody(response) : response;
    } catch (error) {
      return errorAnswer(error, requestId);
    }
  };
}

/** A signed-in person's JSON, kept by no cache. */
export function privateJson(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return Response.json(body, { status: init.status ?? 200, headers: { ...privateAnswer, ...init.headers } });
}

/** The server drops a body unread for HEAD and for a client that has gone: its file would stay open for ever. */
async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

/** When a refused client may ask again, as a header. */
export function retryAfter({ retryAfterSeconds }: AppError): Record<string, string> {
  return retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
}

function errorAnswer(error: unknown, requestId: string): Response {
  if (error instanceof AppError && error.status < 500) {
    logRefusal(error, requestId);
    const headers = retryAfter(error);
    return privateJson(
      { code: error.code, message: error.message, fields: error.fields },
      { status: error.status, headers },
    );
  }
  requestLogger(requestId).error({ err: error }, "A request failed");
  if (error instanceof AppError)
    return privateJson({ code: error.code, message: error.message, requestId }, { status: error.status });
  const message = `Something went wrong on our side and nothing was changed. Give support this ID: ${requestId}`;
  return privateJson({ code: "INTERNAL", message, requestId }, { status: 500 });
}

function requireOwnOrigin(request: Request): void {
  if (isOwnOrigin(request.headers, loadEnv().nextAuthUrl)) return;
  throw new AppError("FORBIDDEN", "This request did not come from Callwright's own pages.");
}
