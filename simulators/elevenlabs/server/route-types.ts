import type { z } from "zod";
import type { CallRequest } from "../call-types";
import { invalidBody } from "./api-fault";
import type { World } from "./create-world";

export interface ApiRequest {
  /** The path's `{id}`, or "". */
  id: string;
  query: URLSearchParams;
  body: unknown;
}

export interface Simulation {
  world: World;
  /** The webhook that calls are reported to. */
  webhook: { url: string; secret: string } | undefined;
  /** Dials: the call happens a moment later. */
  dial(request: CallRequest): void;
}

/** JSON for an object, `audio/mpeg` for a Buffer, nothing for null. */
export type ApiAnswer = object | Buffer | null;

export type ApiHandler = (simulation: Simulation, request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>;

/** "GET /v1/things/{id}" to what answers it. */
export type Routes = Readonly<Record<string, ApiHandler>>;

/** The body in the shape of a schema, or 422. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (!parsed.success) throw invalidBody(parsed.error);
  return parsed.data;
}

/** One page of items: `page_size` (1 to 100, 30 unless told) after the opaque `cursor`. */
export function paginate<Item>(items: readonly Item[], query: URLSearchParams) {
  const size = Math.min(100, Math.max(1, Number(query.get("page_size") ?? 30) || 30));
  const start = Number(Buffer.from(query.get("cursor") ?? "", "base64url").toString()) || 0;
  const hasMore = start + size < items.length;
  const cursor = Buffer.from(String(start + size)).toString("base64url");
  return { page: items.slice(start, start + size), has_more: hasMore, next_cursor: hasMore ? cursor : null };
}
