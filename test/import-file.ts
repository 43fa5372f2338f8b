import { getImport } from "@/lib/contacts/imports/get-import";
import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import { mapImport } from "@/lib/contacts/imports/map-import";
import { startImport } from "@/lib/contacts/imports/start-import";
import { uploadContacts } from "@/lib/contacts/imports/upload-contacts";
import { workOnImport } from "@/lib/contacts/imports/work-on-import";
import type { ContactsHarness } from "./contacts-harness";
import type { TestTenant } from "./ingest-harness";

export type ImportChoices = {
  knownContacts?: string;
  hasHeader?: "yes" | "no";
  mapping?: Record<string, string>;
  country?: string;
};

/** Uploads a file as a browser would, piece by piece. */
export async function upload(
  harness: ContactsHarness,
  tenant: TestTenant,
  file: string | Uint8Array,
  { fileName = "people.csv", pieceBytes = 65_536 } = {},
): Promise<string> {
  const bytes = Buffer.from(file);
  async function* pieces() {
    for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const { id } = await uploadContacts(harness.as(tenant), { fileName, body: pieces() }, harness.storage);
  return id;
}

/** Does whatever the import is at, as the job does. */
export const work = (harness: ContactsHarness, { userId }: TestTenant, importId: string, signal?: AbortSignal) =>
  workOnImport(harness.context(), { userId, importId }, harness.storage, signal);

/** Maps an uploaded file, by its own guess unless told otherwise, and checks it. */
export async function check(
  harness: ContactsHarness,
  tenant: TestTenant,
  id: string,
  choices: ImportChoices = {},
): Promise<ImportDetail> {
  const ctx = harness.as(tenant);
  const { mapping, hasHeader, country } = await getImport(ctx, { id });
  const guessed = Object.fromEntries(Object.entries(mapping).map(([field, index]) => [field, String(index)]));
  await mapImport(ctx, {
    id,
    knownContacts: choices.knownContacts ?? "fill",
    hasHeader: choices.hasHeader ?? (hasHeader ? "yes" : "no"),
    country: choices.country ?? country ?? "",
    ...(choices.mapping ?? guessed),
  });
  await work(harness, tenant, id);
  return getImport(ctx, { id });
}

/** Uploads, checks and runs a file. */
export async function importFile(
  harness: ContactsHarness,
  tenant: TestTenant,
  file: string | Uint8Array,
  choices: ImportChoices = {},
): Promise<ImportDetail> {
  const id = await upload(harness, tenant, file);
  await check(harness, tenant, id, choices);
  await startImport(harness.as(tenant), { id });
  await work(harness, tenant, id);
  return getImport(harness.as(tenant), { id });
}
