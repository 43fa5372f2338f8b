import type { Instrumentation } from "next";
import { requestLogger } from "./logger";
import { requestIdFrom } from "./request-id";

/**
 * Logs the error of a page, under the id that the error page shows. Only the route's pattern is logged, because some links contain secret
 * tokens.
 */
export const logFailure: Instrumentation.onRequestError = (error, request, { routePath, routeType }) => {
  const requestId = request.headers["x-request-id"];
  const log = requestLogger(requestIdFrom({ get: () => (typeof requestId === "string" ? requestId : null) }));
  // Actions handle their own errors; only a form that could not be read gets here.
  if (routeType === "action") log.warn({ err: error, digest: digestOf(error), routePath }, "A form could not be read");
  else
    log.error({ err: error, digest: digestOf(error), method: request.method, routePath, routeType }, "A page failed");
};

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
}
