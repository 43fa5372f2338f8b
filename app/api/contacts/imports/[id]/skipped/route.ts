import { exportSkippedRows } from "@/lib/contacts/imports/export-skipped-rows";
import { getStorage } from "@/lib/storage/get-storage";
import { listExport } from "../../../../_export";

export const dynamic = "force-dynamic";

export const GET = listExport<{ id: string }>(async (ctx, _params, { id }) => {
  const { header, rows } = await exportSkippedRows(ctx, { id }, getStorage());
  return { name: "skipped-rows", header, pages: rows };
});
