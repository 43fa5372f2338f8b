import { randomUUID } from "node:crypto";

const acceptable = /^[\w.-]{8,64}$/;

/** The caller's `x-request-id` when it is harmless to log, otherwise a new one. */
export function requestIdFrom(headers?: Pick<Headers, "get">): string {
  const given = headers?.get("x-request-id");
  return given && acceptable.test(given) ? given : randomUUID();
}
