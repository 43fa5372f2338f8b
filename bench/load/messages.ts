import { z } from "zod";
import { talks } from "./talk";

/** What the load generator is asked for. Bodies are those of `seed`, each of them unique, dealt out to the agents in turn. */
export const LoadRequest = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("prepare"),
    port: z.number(),
    secret: z.string(),
    seed: z.number(),
    count: z.number(),
    agentIds: z.array(z.string()).min(1),
    talk: z.enum(talks).optional(),
  }),
  /** As fast as the answers come. */
  z.object({ kind: z.literal("send"), connections: z.number() }),
  /** One every `1 / ratePerSecond` seconds, whatever the answers. */
  z.object({
    kind: z.literal("sendAtRate"),
    connections: z.number(),
    ratePerSecond: z.number(),
    startAtMs: z.number(),
  }),
]);
export type LoadRequest = z.infer<typeof LoadRequest>;

export const LoadAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("prepared"), bytesPerBody: z.number() }),
  z.object({
    kind: z.literal("sent"),
    seconds: z.number(),
    /** Instants of the answers in milliseconds since 1970, by the requests' order. */
    answeredAtMs: z.array(z.number()),
  }),
]);
export type LoadAnswer = z.infer<typeof LoadAnswer>;

/** Milliseconds since 1970 with a fraction: processes of one machine share this clock. */
export const nowMs = () => performance.timeOrigin + performance.now();
