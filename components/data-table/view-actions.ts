import type { ActionResult } from "@/lib/platform/action-result";
import type { SavedView } from "@/lib/views/schema";

export type ViewAction<T> = (data: FormData) => Promise<ActionResult<T>>;

/** The server actions of app/(dashboard)/saved-views/actions.ts. */
export type ViewActions = {
  create: ViewAction<SavedView>;
  rename: ViewAction<SavedView>;
  replace: ViewAction<SavedView>;
  remove: ViewAction<SavedView>;
  order: ViewAction<void>;
};
