import { z } from "zod";

export const viewsOfPageMax = 30;
export const viewNameCharactersMax = 60;
const queryCharactersMax = 2_000;

/** A list under a name: the query of its page's address. */
export type SavedView = { id: string; name: string; query: string };

const page = z
  .string()
  .regex(/^(?:\/[a-z-]+)+$/, "That is not a page.")
  .max(32);
const name = z
  .string("Enter a name for the view.")
  .transform((text) => text.replaceAll(/\p{Cc}/gu, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "Enter a name for the view.")
      .max(viewNameCharactersMax, `At most ${viewNameCharactersMax} characters.`),
  );

/** The position in the list, `at`, is not part of a view. */
const query = z
  .string()
  .transform((text) => {
    const params = new URLSearchParams(text);
    params.delete("at");
    return params.toString();
  })
  .pipe(z.string().max(queryCharactersMax, "These filters are too long to be saved."));

export const ListViewsInput = z.object({ page });
export const CreateViewInput = z.object({ page, name, query });
export const RenameViewInput = z.object({ viewId: z.uuid(), name });
export const ReplaceViewInput = z.object({ viewId: z.uuid(), query });
export const DeleteViewInput = z.object({ viewId: z.uuid() });

/** Ids of views in their new order, separated by commas. */
export const OrderViewsInput = z.object({
  page,
  viewIds: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid()).min(1).max(viewsOfPageMax)),
});
