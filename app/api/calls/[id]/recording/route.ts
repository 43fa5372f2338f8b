import { Readable } from "node:stream";
import { requireTenantContext } from "@/app/_tenant-context";
import { getRecording } from "@/lib/calls/recordings/get-recording";
import { AppError } from "@/lib/platform/errors";
import { answer } from "../../../_answer";
import { parseByteRange } from "./parse-byte-range";

export const GET = answer<{ id: string }>(async (request, { params }) => {
  const ctx = await requireTenantContext();
  const { key, sizeBytes, storage } = await getRecording(ctx, { id: (await params).id });
  const range = parseByteRange(request.headers.get("range"), sizeBytes);
  const headers = new Headers({
    "content-type": "audio/mpeg",
    "accept-ranges": "bytes",
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  if (range === "outside") {
    headers.set("content-range", `bytes */${sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const found = await storage.read(key, range ?? undefined);
  if (!found) throw new AppError("NOT_FOUND", "This call has no recording.");
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  headers.set("content-length", String(end - start + 1));
  if (range) headers.set("content-range", `bytes ${start}-${end}/${sizeBytes}`);
  // Node's and the browser's stream types describe the same object.
  const body = Readable.toWeb(found.stream) as ReadableStream<Uint8Array>;
  return new Response(body, { status: range ? 206 : 200, headers });
});
