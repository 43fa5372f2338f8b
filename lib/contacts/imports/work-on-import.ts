import { z } from "zod";
import type { Context } from "@/lib/access/context";
import type { Storage } from "@/lib/storage/storage";
import { checkImport } from "./check-import";
import { runImport } from "./run-import";
import { undoRows } from "./undo-rows";

const Named = z.object({ userId: z.uuid(), importId: z.uuid() });

/** Does the step that an import is at, as `request_contact_import` asked for it; says over how many rows. */
export async function workOnImport(
  ctx: Pick<Context, "db">,
  payload: unknown,
  storage: Storage,
  signal?: AbortSignal,
): Promise<number> {
  const named = Named.parse(payload);
  const checked = await checkImport(ctx, named, storage, signal);
  const run = await runImport(ctx, named, signal);
  return checked + run + (await undoRows(ctx, named, signal));
}
