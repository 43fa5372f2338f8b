import { AppError } from "@/lib/platform/errors";

/** A code of the second factor that is not taken, with the field `code`. */
export function wrongCode(): AppError {
  const message = "This code is not right, or it was used already.";
  return new AppError("BAD_REQUEST", message, { fields: { code: message } });
}
