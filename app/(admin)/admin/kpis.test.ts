import { expect, test } from "vitest";
import type { PlatformDay, PlatformOverview } from "@/lib/admin/overview/schema";
import { kpisOf } from "./kpis";

const day = (name: string, calls: number): PlatformDay => ({
  day: name,
  activeTenants: calls > 0 ? 1 : 0,
  calls,
  successfulCalls: calls / 2,
  minutes: 0,
  leads: 0,
  qualifiedLeads: 0,
  creditsUsed: 0,
  creditsGiven: 0,
  newTenants: 0,
});

const overview = (isRunning: boolean, calls: readonly number[], previous: readonly number[]): PlatformOverview => ({
  range: { preset: "custom", from: "2026-10-05", to: "2026-10-06", days: calls.length },
  comparison: {
    kind: "previous",
    from: "2026-10-03",
    to: "2026-10-04",
    days: previous.length,
    until: null,
    wholeTo: "2026-10-04",
  },
  isRunning,
  timezone: "UTC",
  days: calls.map((each, n) => day(`2026-10-0${5 + n}`, each)),
  previousDays: previous.map((each, n) => day(`2026-10-0${3 + n}`, each)),
  state: { tenants: 3, active7d: 1, active30d: 2, withoutCredits: 0, creditsOutstanding: 45, asOf: null },
  largest: [],
  growing: [],
  shrinking: [],
  withoutCredits: [],
  asOf: "2026-10-06T12:00:00.000Z",
});
const kpi = (key: string, given: PlatformOverview) => kpisOf(given).find((each) => each.key === key);

test("a day that is not over is shown, and left out of what is compared", () => {
  expect(kpi("calls", overview(true, [10, 2], [8]))).toMatchObject({
    value: "12",
    current: 10,
    previous: 8,
    base: "8",
  });
  expect(kpi("calls", overview(false, [10, 2], [8, 4]))).toMatchObject({ value: "12", current: 12, previous: 12 });
  expect(kpi("calls", overview(true, [2], [8]))).toMatchObject({ value: "2", current: 2, previous: 8 });
});

test("a share of no calls is unknown, and has no unit", () => {
  expect(kpi("success", overview(false, [0, 0], [4, 4]))).toMatchObject({ value: "–", unit: undefined, current: null });
  expect(kpi("success", overview(false, [4, 4], [0, 0]))).toMatchObject({ value: "50.0", unit: "%", base: null });
});
