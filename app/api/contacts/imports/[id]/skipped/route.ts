import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { exportSkippedRows } from "@/lib/contacts/imports/export-skipped-rows";
import { getStorage } from "@/lib/storage/get-storage";
import { answer } from "../../../../_answer";
import { csvAnswer } from "../../../../_csv";

export const dynamic = "force-dynamic";

export const GET = answer<{ id: string }>(async (request, { params }) => {
  const ctx = await requireTenantContext();
  const which = new URL(request.url).searchParams.get("which") === "left_out" ? "left_out" : "skip";
  const { header, rows } = await exportSkippedRows(ctx, { id: (await params).id, which }, getStorage());
  return csvAnswer({
    name: which === "skip" ? "skipped-rows" : "rows-with-a-field-left-out",
    header,
    pages: rows,
    signal: request.signal,
  });
});
