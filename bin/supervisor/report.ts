import { AppError } from "@/lib/platform/errors";

/** Prints the message of an expected failure, and the stack trace of any other. */
export function report(error: unknown): void {
  console.error(error instanceof AppError ? error.message : error);
}
