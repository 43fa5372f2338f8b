import { expect, test } from "vitest";
import { createArrivals } from "./create-arrivals";
import { createTurns } from "./create-turns";
import { readBody } from "./read-body";

const mebibyte = 1024 * 1024;

test("a body that is dropped for space while it waits to be written is refused at once, and frees its memory", async () => {
  const arrivals = createArrivals({
    memoryBytesMax: 4 * mebibyte,
    spoolBytesMax: mebibyte,
    spoolBytesPerPlaceMax: mebibyte,
    waitMsMax: 60_000,
    bytesPerWaitMin: 1,
  });
  const turns = createTurns(0);
  let finish = () => {};
  const busy = new Promise<void>((resolve) => {
    finish = resolve;
  });
  // A disk that takes long.
  const writing = turns(false, () => busy, new AbortController().signal);
  const opened: string[] = [];
  const body = readBody(new Response(new Uint8Array(2 * mebibyte)).body, {
    limits: { eventBytesMax: 8 * mebibyte, audioBytesMax: 8 * mebibyte },
    arrival: arrivals.begin({ place: "a", isKnown: false }),
    onPiece: () => {},
    openSpoolFile: async () => {
      opened.push("a");
      return { append: async () => {}, read: async function* () {}, close: async () => {} };
    },
    inTurn: (work, isOver) => turns(false, work, isOver),
  });
  setTimeout(() => arrivals.begin({ place: "b", isKnown: false }).keep(4 * mebibyte), 20);
  await expect(body).rejects.toMatchObject({ code: "UNAVAILABLE" });
  finish();
  await writing;
  expect(opened).toEqual([]);
});
