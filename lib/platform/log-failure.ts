import type { Instrumentation } from "next";
import { requestLogger } from "./logger";
import { requestIdFrom } from "./request-id";

/**
 * Writes down what broke a page, under the number that the page shows in place of itself. Of the address only its pattern is kept:
 * links that prove who somebody is carry their secret in it.
 */
export const logFailure: Instrumentation.onRequestError = (error, request, { routePath, routeType }) => {
  const requestId = request.headers["x-request-id"];
  const log = requestLogger(requestIdFrom({ get: () => (typeof requestId === "string" ? requestId : null) }));
  // Actions answer what goes wrong in them by themselves: what comes here is a form that could not be read.
  if (routeType === "action") log.warn({ err: error, digest: digestOf(error), routePath }, "A form could not be read");
  else
    log.error({ err: error, digest: digestOf(error), method: request.method, routePath, routeType }, "A page failed");
};

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
}
