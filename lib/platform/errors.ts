export type ErrorCode =
  | "BAD_REQUEST"
  | "UNAUTHENTICATED"
  | "SECOND_FACTOR_REQUIRED"
  | "PROOF_REQUIRED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "REQUEST_TIMEOUT"
  | "CONFLICT"
  | "TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "RATE_LIMITED"
  | "UPSTREAM_UNAVAILABLE"
  | "UNAVAILABLE"
  | "INTERNAL";

export const HTTP_STATUS = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  SECOND_FACTOR_REQUIRED: 401,
  PROOF_REQUIRED: 403,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  REQUEST_TIMEOUT: 408,
  CONFLICT: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UPSTREAM_UNAVAILABLE: 502,
  UNAVAILABLE: 503,
} as const satisfies Record<ErrorCode, number>;

/** Field name to one sentence for the person who filled it in. */
export type FieldErrors = Readonly<Record<string, string>>;

type AppErrorOptions = { fields?: FieldErrors; retryAfterSeconds?: number; cause?: unknown };

/** An expected failure: its message is a sentence written for the user and may be shown as it is. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;
  /** For RATE_LIMITED: seconds until the next attempt is accepted. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return HTTP_STATUS[this.code];
  }
}
