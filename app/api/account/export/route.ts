import { requireTenantContext } from "@/app/_tenant-context";
import { exportAccount } from "@/lib/account/export/export-account";
import { answer } from "../../_answer";

export const dynamic = "force-dynamic";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  // Asking only for the headers would count as an export and give none.
  if (request.method === "HEAD") return new Response(null, { headers });
  return new Response(await exportAccount(ctx), {
    headers: {
      ...headers,
      "content-disposition": `attachment; filename="callwright-export-${dayOf(ctx.clock.now())}.zip"`,
    },
  });
});

const headers = {
  "content-type": "application/zip",
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
};

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);
