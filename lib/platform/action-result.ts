import type { ErrorCode, FieldErrors } from "./errors";

/** The result of a server action: never a thrown error, and never a typed secret. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: ErrorCode; message: string; fields?: FieldErrors };
