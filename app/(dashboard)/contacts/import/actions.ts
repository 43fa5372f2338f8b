"use server";

import { cancelImport as cancel } from "@/lib/contacts/imports/cancel-import";
import { discardImport as discard } from "@/lib/contacts/imports/discard-import";
import { importFields } from "@/lib/contacts/imports/import-fields";
import { mapImport as map } from "@/lib/contacts/imports/map-import";
import { rereadImport as reread } from "@/lib/contacts/imports/reread-import";
import { startImport as start } from "@/lib/contacts/imports/start-import";
import { undoImport as undo } from "@/lib/contacts/imports/undo-import";
import { getStorage } from "@/lib/storage/get-storage";
import { action } from "../../../_action";

export async function mapImport(data: FormData) {
  return action(data, {
    permission: "contact.import",
    fields: ["id", ...importFields, "knownContacts", "hasHeader", "country"],
    verb: map,
  });
}

export async function rereadImport(data: FormData) {
  return action(data, {
    permission: "contact.import",
    fields: ["id", "encoding"],
    verb: (ctx, input) => reread(ctx, input, getStorage()),
  });
}

export async function startImport(data: FormData) {
  return action(data, { permission: "contact.import", fields: ["id"], verb: start });
}

export async function cancelImport(data: FormData) {
  return action(data, { permission: "contact.import", fields: ["id"], verb: cancel });
}

export async function undoImport(data: FormData) {
  return action(data, { permission: "contact.import", fields: ["id"], verb: undo });
}

export async function discardImport(data: FormData) {
  return action(data, {
    permission: "contact.import",
    fields: ["id"],
    verb: (ctx, input) => discard(ctx, input, getStorage()),
  });
}
