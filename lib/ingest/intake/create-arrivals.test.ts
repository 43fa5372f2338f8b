import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Arrival, type ArrivalLimits, createArrivals, type Sender } from "./create-arrivals";

const kibibyte = 1024;
const limits: ArrivalLimits = {
  memoryBytesMax: 1024 * kibibyte,
  spoolBytesMax: 1000,
  spoolBytesPerPlaceMax: 400,
  waitMsMax: 60_000,
  bytesPerWaitMin: 100,
};

/** A sender under the test's control. */
function source() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
  });
  return {
    reader: stream.getReader(),
    bring: (bytes: number) => controller?.enqueue(new Uint8Array(bytes)),
    finish: () => controller?.close(),
    breakOff: () => controller?.error(new Error("aborted")),
  };
}

const silent = () => source().reader;
const stranger = (place: string): Sender => ({ place, isKnown: false });
const known = (place: string): Sender => ({ place, isKnown: true });

/** Whether a body that brings nothing more is still waited for. */
async function stateOf(arrival: Arrival): Promise<string> {
  const next = arrival.next(silent()).then(
    () => "ended",
    (error: { code: string }) => error.code,
  );
  return Promise.race([next, sleep(5, "waited for")]);
}

const statesOf = (arrivals: readonly Arrival[]) => Promise.all(arrivals.map(stateOf));

/** Brings so many bytes at once, and has them on disk. */
async function spool(arrival: Arrival, bytes: number): Promise<void> {
  const from = source();
  from.bring(bytes);
  await arrival.next(from.reader);
  arrival.keep(bytes);
  arrival.spool();
}

describe("a body that is waited for", () => {
  test("may pause as long as enough arrives each time, and is aborted otherwise", async () => {
    const arrival = createArrivals({ ...limits, waitMsMax: 80, bytesPerWaitMin: 100 }).begin(stranger("a"));
    const from = source();
    for (let piece = 0; piece < 6; piece += 1) {
      setTimeout(() => from.bring(100), 40);
      expect((await arrival.next(from.reader))?.byteLength).toBe(100);
    }
    const trickle = setInterval(() => from.bring(1), 10);
    const trickled = async () => {
      for (;;) await arrival.next(from.reader);
    };
    await expect(trickled()).rejects.toMatchObject({ code: "REQUEST_TIMEOUT" });
    clearInterval(trickle);
  });

  test("ends with null, and a broken connection is not a server error", async () => {
    const arrivals = createArrivals(limits);
    const whole = source();
    whole.finish();
    expect(await arrivals.begin(stranger("a")).next(whole.reader)).toBeNull();
    const broken = source();
    broken.breakOff();
    await expect(arrivals.begin(stranger("a")).next(broken.reader)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("when memory is used up", () => {
  test("the oldest request is dropped first, and unknown senders before those with a recent valid signature", async () => {
    const arrivals = createArrivals(limits);
    const senders = [known("home"), stranger("a"), stranger("b"), known("home")];
    const begun = senders.map((sender) => arrivals.begin(sender));
    for (const arrival of begun) arrival.keep(200 * kibibyte);
    expect(await statesOf(begun)).toEqual(["waited for", "waited for", "waited for", "waited for"]);
    const [, , , last] = begun;
    last?.keep(200 * kibibyte);
    expect(await statesOf(begun)).toEqual(["waited for", "UNAVAILABLE", "waited for", "waited for"]);
    last?.keep(400 * kibibyte);
    expect(await statesOf(begun)).toEqual(["UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "waited for"]);
  });

  test("many empty requests are also limited, and a new one is always accepted", async () => {
    const arrivals = createArrivals(limits);
    const begun = Array.from({ length: 100 }, (_, index) => arrivals.begin(stranger(`place ${index}`)));
    const states = await statesOf(begun);
    expect(states.filter((state) => state === "waited for")).toHaveLength(32);
    expect(states.slice(-32)).toEqual(Array.from({ length: 32 }, () => "waited for"));
  });

  test("bodies on disk, and finished ones, do not count", async () => {
    const arrivals = createArrivals(limits);
    const large = arrivals.begin(stranger("a"));
    large.keep(300);
    large.spool();
    const done = arrivals.begin(stranger("b"));
    done.keep(900 * kibibyte);
    done.end();
    const small = arrivals.begin(stranger("c"));
    small.keep(900 * kibibyte);
    expect(await statesOf([large, small])).toEqual(["waited for", "waited for"]);
  });
});

describe("when the spool is used up", () => {
  test("the slowest unknown sender is dropped, however much it sent before it stalled", async () => {
    const arrivals = createArrivals(limits);
    const fallenSilent = arrivals.begin(stranger("a"));
    await spool(fallenSilent, 390);
    await sleep(3_000);
    const quick = arrivals.begin(stranger("b"));
    await spool(quick, 350);
    const honest = arrivals.begin(stranger("c"));
    await spool(honest, 300);
    expect(await statesOf([fallenSilent, quick, honest])).toEqual(["UNAVAILABLE", "waited for", "waited for"]);
  });

  test("senders with a recent valid signature are spared, and verified bodies stay", async () => {
    const arrivals = createArrivals(limits);
    const proven = arrivals.begin(stranger("a"));
    await spool(proven, 100);
    proven.prove();
    const friend = arrivals.begin(known("home"));
    await spool(friend, 200);
    const begun = ["b", "c", "d"].map((place) => arrivals.begin(stranger(place)));
    for (const arrival of begun) await spool(arrival, 300);
    expect(await statesOf([proven, friend])).toEqual(["waited for", "waited for"]);
    expect((await statesOf(begun)).filter((state) => state === "UNAVAILABLE")).toHaveLength(1);
    await spool(friend, 700);
    expect(await statesOf([proven, friend])).toEqual(["waited for", "waited for"]);
    expect(await statesOf(begun)).toEqual(["UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE"]);
  });

  test("a place has a quota, which limits only its own large bodies", async () => {
    const arrivals = createArrivals(limits);
    const elsewhere = arrivals.begin(stranger("b"));
    await spool(elsewhere, 10);
    const small = arrivals.begin(stranger("a"));
    small.keep(500);
    const large = [arrivals.begin(stranger("a")), arrivals.begin(stranger("a"))];
    for (const arrival of large) await spool(arrival, 300);
    expect(await statesOf([elsewhere, small])).toEqual(["waited for", "waited for"]);
    expect((await statesOf(large)).sort()).toEqual(["UNAVAILABLE", "waited for"]);
  });

  test("a place with a recent valid signature has no quota, since all senders may share one proxy", async () => {
    const arrivals = createArrivals(limits);
    const begun = [known("proxy"), known("proxy"), known("proxy")].map((sender) => arrivals.begin(sender));
    for (const arrival of begun) await spool(arrival, 300);
    expect(await statesOf(begun)).toEqual(["waited for", "waited for", "waited for"]);
  });

  test("finished bodies release their space", async () => {
    const arrivals = createArrivals(limits);
    for (let round = 0; round < 20; round += 1) {
      const arrival = arrivals.begin(stranger("a"));
      await spool(arrival, 390);
      expect(await stateOf(arrival)).toBe("waited for");
      arrival.end();
    }
  });
});
