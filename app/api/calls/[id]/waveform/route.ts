import { requireTenantContext } from "@/app/_tenant-context";
import { getWaveform } from "@/lib/calls/recordings/get-waveform";
import { answer, privateJson } from "../../../_answer";

export const GET = answer<{ id: string }>(async (_request, { params }) => {
  const ctx = await requireTenantContext();
  return privateJson(await getWaveform(ctx, { id: (await params).id }));
});
