import { refusedAs } from "@/lib/db/refused-as";
import { AppError } from "@/lib/platform/errors";

export const viewNotFound = () => new AppError("NOT_FOUND", "There is no such view.");

/** The message for the database's unique violation: two views of a page have different names. */
export const sayNameIsTaken = refusedAs({
  saved_views_user_id_page_name_key: (cause) =>
    new AppError("CONFLICT", "Another view of this page has this name.", {
      fields: { name: "Another view of this page has this name." },
      cause,
    }),
});
