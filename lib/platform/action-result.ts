import type { ErrorCode, FieldErrors } from "./errors";

/** What a server action answers: never a thrown error, and never anything secret that was typed. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: ErrorCode; message: string; fields?: FieldErrors };
