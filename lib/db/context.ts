import type { Clock } from "@/lib/platform/clock";
import type { Database } from "./database";
import type { FigureCache } from "./figure-cache";

export const userRoles = ["user", "admin", "super_admin"] as const;
export type UserRole = (typeof userRoles)[number];

/** Who asks: a signed-in person, a provider's webhook, or a job of our own. */
export type Actor =
  | { kind: "user"; userId: string; role: UserRole; timezone: string }
  | { kind: "webhook"; provider: "elevenlabs" }
  | { kind: "job"; name: string };

/** Where a request came from, as far as its headers can be believed. */
export type Client = { ipAddress: string | null; userAgent: string | null };

/** What every verb is given; actions, route handlers, jobs and tests each build their own. */
export type Context<A extends Actor = Actor> = {
  actor: A;
  db: Database;
  clock: Clock;
  requestId: string;
  /** Of whoever asks over HTTP; absent in jobs and webhooks. */
  client?: Client;
  /** The session of whoever is signed in; absent in jobs and webhooks. */
  sessionId?: string;
  /** This process's memory of figures; without it they are read from the database each time. */
  figures?: FigureCache;
};

export type UserActor = Extract<Actor, { kind: "user" }>;

/** Who acts for nobody in particular, and may do what the code does and no more. */
export type ProcessActor = Exclude<Actor, { kind: "user" }>;
