import type { Context, UserActor, UserRole } from "@/lib/access/context";
import { systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import type { IngestHarness } from "./ingest-harness";

/** Somebody of a role who is signed in, in UTC. */
export function contextOf(
  { db }: Pick<IngestHarness, "db">,
  role: UserRole,
  userId: string = newId(),
): Context<UserActor> {
  return {
    actor: { kind: "user", userId, role, timezone: "UTC" },
    db,
    clock: systemClock,
    requestId: "test",
    client: { ipAddress: "203.0.113.9", userAgent: "Test browser" },
  };
}
