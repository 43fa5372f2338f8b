import { AppError } from "@/lib/platform/errors";

/** The error for a wrong second-factor code, with the field `code`. */
export function wrongCode(): AppError {
  const message = "This code is wrong or has already been used.";
  return new AppError("BAD_REQUEST", message, { fields: { code: message } });
}
