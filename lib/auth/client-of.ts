import { isIP } from "node:net";
import type { Client } from "@/lib/db/context";

/** Where a request came from, by its headers. */
export function clientOf(headers: Readonly<Record<string, unknown>> | undefined): Client {
  const forwarded = headers?.["x-forwarded-for"];
  // The last address is the one that the nearest proxy saw; those before it are the client's own words.
  const nearest = typeof forwarded === "string" ? forwarded.split(",").at(-1)?.trim() : undefined;
  const userAgent = headers?.["user-agent"];
  return {
    ipAddress: nearest && isIP(nearest) ? nearest : null,
    userAgent: typeof userAgent === "string" ? userAgent : null,
  };
}
