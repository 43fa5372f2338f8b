import { AppError } from "@/lib/platform/errors";

/** The one answer to a link that is wrong, too old, or followed by a newer one. */
export function deadLink(): AppError {
  return new AppError(
    "NOT_FOUND",
    "This link does not work: it is too old, incomplete, or a newer one was sent since.",
  );
}
