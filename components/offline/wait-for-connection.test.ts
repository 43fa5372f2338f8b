import { describe, expect, test } from "vitest";
import { waitForConnection } from "./wait-for-connection";

const navigation = { headers: { rsc: "1", "next-router-state-tree": "[]" } };
const lost = () => Promise.reject(new TypeError("Failed to fetch"));

/** A fetch over a line that answers as it is told to, in order. */
function overLine(answers: (() => Promise<Response>)[], isLeaving = false) {
  const seen = { requests: 0, waits: [] as number[], told: [] as number[] };
  const fetched = waitForConnection({
    send: () => {
      seen.requests += 1;
      return (answers.shift() ?? lost)();
    },
    onWait: (change) => void seen.told.push(change),
    isLeaving: () => isLeaving,
    pause: async (ms) => void seen.waits.push(ms),
  });
  return { seen, fetched };
}
const answer = (status: number) => () => Promise.resolve(new Response("", { status }));

describe("a navigation", () => {
  test("without a connection waits, indicates it, and is answered when the connection is back", async () => {
    const { seen, fetched } = overLine([lost, lost, lost, lost, answer(200)]);
    expect((await fetched("/calls?sort=longest", navigation)).status).toBe(200);
    expect(seen).toMatchObject({ requests: 5, waits: [1_000, 2_000, 4_000, 5_000] });
    expect(seen.told).toEqual([1, -1, 1, -1, 1, -1, 1, -1]);
  });

  test("also waits while a proxy reports that the server does not answer", async () => {
    const { seen, fetched } = overLine([answer(502), answer(503), answer(504), answer(404)]);
    expect((await fetched("/calls", navigation)).status).toBe(404);
    expect(seen.waits).toHaveLength(3);
  });

  test("of a document that is being left fails at once, as does an aborted one", async () => {
    const { seen, fetched } = overLine([lost], true);
    await expect(fetched("/calls", navigation)).rejects.toThrow(TypeError);
    const aborted = overLine([() => Promise.reject(new DOMException("Given up", "AbortError"))]);
    await expect(aborted.fetched("/calls", navigation)).rejects.toThrow("Given up");
    expect([...seen.waits, ...aborted.seen.waits]).toEqual([]);
  });
});

test.each<[string, RequestInit | undefined]>([
  [
    "an action, which may have run before the line broke",
    { method: "POST", headers: { rsc: "1", "next-action": "x" } },
  ],
  ["a page that is fetched ahead", { headers: { rsc: "1", "next-router-prefetch": "1" } }],
  ["a part of a page that is fetched ahead", { headers: { rsc: "1", "next-router-segment-prefetch": "/_tree" } }],
  ["data", { headers: { accept: "application/json" } }],
  ["anything else", undefined],
])("%s is not repeated", async (_, init) => {
  const { seen, fetched } = overLine([lost, answer(200)]);
  await expect(fetched("/calls", init)).rejects.toThrow(TypeError);
  expect(seen).toMatchObject({ requests: 1, waits: [] });
});
