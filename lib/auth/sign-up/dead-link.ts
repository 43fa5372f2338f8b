import { AppError } from "@/lib/platform/errors";

/** The only error for a link that is wrong, expired, or replaced by a newer one. */
export function deadLink(): AppError {
  return new AppError(
    "NOT_FOUND",
    "This link does not work: it has expired, is incomplete, or was replaced by a newer one.",
  );
}
