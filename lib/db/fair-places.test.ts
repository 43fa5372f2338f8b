import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFairPlaces, type Holder, type Place } from "./fair-places";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const options = { places: 4, placesPerTenant: 2, waitingPerTenantMax: 3, waitMsMax: 10_000, turnMs: 30_000 };

function createDesk() {
  const desk = createFairPlaces(options);
  const got: string[] = [];
  const refused: string[] = [];
  const claim = (userId: string, { idle = 0, giveWay = () => {} } = {}) => {
    const holder: Holder = { userId, idleShare: () => idle, giveWay };
    return desk.claim(holder).then(
      (place) => {
        got.push(userId);
        return place;
      },
      (error: unknown) => {
        refused.push(userId);
        return Promise.reject(error);
      },
    );
  };
  const claimed = async (userId: string, more = {}): Promise<Place> => {
    const place = await claim(userId, more);
    return place;
  };
  return { got, refused, claim, claimed };
}

test("no tenant holds all places, and another is served at once beside its crowd", async () => {
  const { got, claim } = createDesk();
  for (let n = 0; n < 5; n += 1) claim("crowd").catch(() => {});
  await claim("other");
  expect(got).toEqual(["crowd", "crowd", "other"]);
});

test("a place that is given back goes to the tenant that holds fewest, and of equals to whoever came first", async () => {
  const { got, claim, claimed } = createDesk();
  const places = [await claimed("a"), await claimed("a"), await claimed("b"), await claimed("b")];
  for (const userId of ["a", "a", "b", "c", "d"]) claim(userId).catch(() => {});
  got.length = 0;
  for (const place of places) {
    place.release();
    // Given back twice, it is given back once.
    place.release();
  }
  await vi.advanceTimersByTimeAsync(0);
  expect(got).toEqual(["c", "a", "d", "b"]);
});

test("whoever gets none in time, or stands in too long a queue of its own, is told when to come again", async () => {
  const { claim, refused } = createDesk();
  for (const userId of ["a", "a"]) await claim(userId);
  const waiting = [1, 2, 3].map(() => claim("a"));
  for (const each of waiting) each.catch(() => {});
  await expect(claim("a")).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: 10 });
  expect(refused).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(10_000);
  await expect(Promise.allSettled(waiting)).resolves.toMatchObject([1, 2, 3].map(() => ({ status: "rejected" })));
});

test("readers who take next to nothing give way to a tenant that holds nothing, after their turn", async () => {
  const { claim, got } = createDesk();
  const gone: string[] = [];
  const places = new Map<string, Place>();
  for (const [name, idle] of Object.entries({ a1: 0.9, a2: 0.99, b1: 0.5, b2: 0.1 })) {
    const giveWay = () => {
      gone.push(name);
      places.get(name)?.release();
    };
    places.set(name, await claim(name.slice(0, 1), { idle, giveWay }));
  }
  await vi.advanceTimersByTimeAsync(25_000);
  claim("a").catch(() => {});
  await vi.advanceTimersByTimeAsync(9_000);
  expect(gone).toEqual([]);
  await claim("c");
  expect(gone).toEqual(["a2"]);
  expect(got.at(-1)).toBe("c");
});

test("readers who are fast keep their places however many wait", async () => {
  const { claim } = createDesk();
  const giveWay = vi.fn();
  for (const userId of ["a", "a", "b", "b"]) await claim(userId, { idle: 0.7, giveWay });
  await vi.advanceTimersByTimeAsync(60_000);
  const refused = expect(claim("c")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
  expect(giveWay).not.toHaveBeenCalled();
});
