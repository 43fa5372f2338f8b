import type { Context, UserActor } from "@/lib/access/context";
import type { Database } from "@/lib/db/database";

/** What a request of a signed-in tenant brings to a verb, at a fixed moment. */
export function tenantContext(
  db: Database,
  userId: string,
  options: { timezone?: string; now?: string } = {},
): Context<UserActor> {
  const now = new Date(options.now ?? "2026-10-31T12:00:00Z");
  return {
    actor: { kind: "user", userId, role: "user", timezone: options.timezone ?? "UTC" },
    db,
    clock: { now: () => now },
    requestId: "test",
  };
}
