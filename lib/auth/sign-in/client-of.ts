import { isIP } from "node:net";
import type { Client } from "@/lib/access/context";
import { plainAddress } from "./network-of";

/** Where a request came from, by its headers. The address is one that PostgreSQL keeps: it knows no zones. */
export function clientOf(headers: Readonly<Record<string, unknown>> | undefined): Client {
  // The server leaves only the trusted address here: bin/client-address.mjs.
  const address = headers?.["x-forwarded-for"];
  const userAgent = headers?.["user-agent"];
  return {
    ipAddress: typeof address === "string" && isIP(address) ? plainAddress(address) : null,
    userAgent: typeof userAgent === "string" ? userAgent : null,
  };
}
