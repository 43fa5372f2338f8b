import type { Database } from "@/lib/db/database";
import type { MetricCache } from "@/lib/live/metric-cache";
import type { Clock } from "@/lib/platform/clock";

export const userRoles = ["user", "admin", "super_admin"] as const;
export type UserRole = (typeof userRoles)[number];

/** Who asks: a signed-in person, a provider's webhook, or a job of our own. */
export type Actor =
  | { kind: "user"; userId: string; role: UserRole; timezone: string }
  | { kind: "webhook"; provider: "elevenlabs" }
  | { kind: "job"; name: string };

/** Where a request came from, as far as its headers can be trusted. */
export type Client = { ipAddress: string | null; userAgent: string | null };

/** The context of every verb; actions, route handlers, jobs and tests each build their own. */
export type Context<A extends Actor = Actor> = {
  actor: A;
  db: Database;
  clock: Clock;
  requestId: string;
  /** Of the client of an HTTP request; absent in jobs and webhooks. */
  client?: Client;
  /** The session of the signed-in user; absent in jobs and webhooks. */
  sessionId?: string;
  /** This process's memory of metrics; without it they are read from the database each time. */
  metricCache?: MetricCache;
};

export type UserActor = Extract<Actor, { kind: "user" }>;

/** The actor of a signed-in user. */
export type TenantContext = Context<UserActor> & { sessionId: string };

/** An actor without a user, such as a webhook or a job; it may do only what the code does. */
export type ProcessActor = Exclude<Actor, { kind: "user" }>;
