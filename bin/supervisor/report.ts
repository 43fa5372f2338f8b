import { AppError } from "@/lib/platform/errors";

/** What an expected failure says is written for whoever reads it; anything else shows where it came from. */
export function report(error: unknown): void {
  console.error(error instanceof AppError ? error.message : error);
}
