import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/platform/errors";

/** For the `catch` around a page's main query: shows the "not found" page for rows that are missing or another tenant's. */
export function orNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
  throw error;
}
