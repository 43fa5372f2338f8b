import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFairSlots, type Holder, type Slot } from "./fair-slots";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const options = { slots: 4, slotsPerTenant: 2, waitingPerTenantMax: 3, waitMsMax: 10_000, turnMs: 30_000 };

function createDesk() {
  const desk = createFairSlots(options);
  const got: string[] = [];
  const refused: string[] = [];
  const claim = (userId: string, { idle = 0, giveWay = () => {} } = {}) => {
    const holder: Holder = { userId, idleShare: () => idle, giveWay };
    return desk.claim(holder).then(
      (slot) => {
        got.push(userId);
        return slot;
      },
      (error: unknown) => {
        refused.push(userId);
        return Promise.reject(error);
      },
    );
  };
  const claimed = async (userId: string, more = {}): Promise<Slot> => {
    const slot = await claim(userId, more);
    return slot;
  };
  return { got, refused, claim, claimed };
}

test("no tenant holds all slots, and another is served at once beside its crowd", async () => {
  const { got, claim } = createDesk();
  for (let n = 0; n < 5; n += 1) claim("crowd").catch(() => {});
  await claim("other");
  expect(got).toEqual(["crowd", "crowd", "other"]);
});

test("a released slot goes to the waiting tenant that holds fewest, and among equals to the one that came first", async () => {
  const { got, claim, claimed } = createDesk();
  const slots = [await claimed("a"), await claimed("a"), await claimed("b"), await claimed("b")];
  for (const userId of ["a", "a", "b", "c", "d"]) claim(userId).catch(() => {});
  got.length = 0;
  for (const slot of slots) {
    slot.release();
    // Given back twice, it is given back once.
    slot.release();
  }
  await vi.advanceTimersByTimeAsync(0);
  expect(got).toEqual(["c", "a", "d", "b"]);
});

test("a tenant that gets no slot in time, or whose own queue is too long, is told when to retry", async () => {
  const { claim, refused } = createDesk();
  for (const userId of ["a", "a"]) await claim(userId);
  const waiting = [1, 2, 3].map(() => claim("a"));
  for (const each of waiting) each.catch(() => {});
  await expect(claim("a")).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: 10 });
  expect(refused).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(10_000);
  await expect(Promise.allSettled(waiting)).resolves.toMatchObject([1, 2, 3].map(() => ({ status: "rejected" })));
});

test("very slow readers lose their slot to a tenant without one, after their turn", async () => {
  const { claim, got } = createDesk();
  const gone: string[] = [];
  const slots = new Map<string, Slot>();
  for (const [name, idle] of Object.entries({ a1: 0.9, a2: 0.99, b1: 0.5, b2: 0.1 })) {
    const giveWay = () => {
      gone.push(name);
      slots.get(name)?.release();
    };
    slots.set(name, await claim(name.slice(0, 1), { idle, giveWay }));
  }
  await vi.advanceTimersByTimeAsync(25_000);
  claim("a").catch(() => {});
  await vi.advanceTimersByTimeAsync(9_000);
  expect(gone).toEqual([]);
  await claim("c");
  expect(gone).toEqual(["a2"]);
  expect(got.at(-1)).toBe("c");
});

test("fast readers keep their slots however many wait", async () => {
  const { claim } = createDesk();
  const giveWay = vi.fn();
  for (const userId of ["a", "a", "b", "b"]) await claim(userId, { idle: 0.7, giveWay });
  await vi.advanceTimersByTimeAsync(60_000);
  const refused = expect(claim("c")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
  expect(giveWay).not.toHaveBeenCalled();
});
