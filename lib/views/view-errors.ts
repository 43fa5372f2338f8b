import { isUniqueViolation } from "@/lib/db/pg-errors";
import { AppError } from "@/lib/platform/errors";

export const viewNotFound = () => new AppError("NOT_FOUND", "There is no such view.");

/** What is said instead of an error of the database: two views of a page have different names. */
export function sayNameIsTaken(error: unknown): never {
  if (!isUniqueViolation(error, "saved_views_user_id_page_name_key")) throw error;
  throw new AppError("CONFLICT", "Another view of this page has this name.", {
    fields: { name: "Another view of this page has this name." },
  });
}
