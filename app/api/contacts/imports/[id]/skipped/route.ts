import { exportSkippedRows } from "@/lib/contacts/imports/export-skipped-rows";
import { getStorage } from "@/lib/storage/get-storage";
import { listExport } from "../../../../_export";

export const dynamic = "force-dynamic";

export const GET = listExport<{ id: string }>(async (ctx, params, { id }) => {
  const which = params.get("which") === "left_out" ? "left_out" : "skip";
  const { header, rows } = await exportSkippedRows(ctx, { id, which }, getStorage());
  return { name: which === "skip" ? "skipped-rows" : "rows-with-a-field-left-out", header, pages: rows };
});
