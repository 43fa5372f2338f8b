import { requireTenantContext } from "@/app/_tenant-context";
import { fileBytesMax } from "@/lib/contacts/imports/import-limits";
import { uploadContacts } from "@/lib/contacts/imports/upload-contacts";
import { AppError } from "@/lib/platform/errors";
import { getStorage } from "@/lib/storage/get-storage";
import { answer, privateJson } from "../../_answer";

export const dynamic = "force-dynamic";

const contentTypes = ["text/csv", "text/plain", "text/tab-separated-values", "application/octet-stream"];

/** A file of contacts as the body, under the name in `x-file-name`, percent-encoded. */
export const POST = answer(async (request) => {
  const ctx = await requireTenantContext();
  const { headers, body } = request;
  const contentType = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (headers.has("content-encoding") || !contentTypes.includes(contentType)) {
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "Contacts are imported from CSV files: plain text, not compressed.");
  }
  if (Number(headers.get("content-length")) > fileBytesMax) {
    throw new AppError("TOO_LARGE", "A contact file can have at most 64 MB.");
  }
  if (!body) throw new AppError("BAD_REQUEST", "This file contains no data.");
  const upload = { fileName: nameOf(headers.get("x-file-name")), body: piecesOf(body) };
  return privateJson(await uploadContacts(ctx, upload, getStorage()), { status: 201 });
});

function nameOf(header: string | null): string {
  try {
    return decodeURIComponent(header ?? "");
  } catch {
    return "";
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
