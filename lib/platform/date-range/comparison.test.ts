import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Comparison, comparedWith, comparedWithDays, comparedWithPeriod } from "./comparison";
import { addDays, daysBetween } from "./days";
import { localNow } from "./local-now";
import { parseComparison } from "./parse-comparison";
import { resolveRange } from "./resolve-range";

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const later = { day: "2200-01-01", time: "12:00" };
const spanOf = ({ from, to, until }: Comparison) => [from, to, until];

describe("a period is compared", () => {
  // 29 November 2026 is a Sunday.
  const now = { day: "2026-11-29", time: "14:37" };
  const of = (range: string, vs?: string) =>
    spanOf(parseComparison({ vs }, resolveRange({ range }, now.day).range, now).comparison);

  test.each([
    ["today", undefined, ["2026-11-22", "2026-11-22", "14:37"]],
    ["7d", undefined, ["2026-11-16", "2026-11-22", "14:37"]],
    ["30d", undefined, ["2026-09-26", "2026-10-25", "14:37"]],
    ["90d", undefined, ["2026-06-02", "2026-08-30", "14:37"]],
    ["today", "previous", ["2026-11-28", "2026-11-28", "14:37"]],
    ["30d", "previous", ["2026-10-01", "2026-10-30", "14:37"]],
    ["today", "year", ["2025-11-29", "2025-11-29", "14:37"]],
  ])("%s with %s up to the same time of day", (range, vs, expected) => {
    expect(of(range, vs)).toEqual(expected);
  });

  test("in whole days once it is over", () => {
    const { range } = resolveRange({ range: "custom", from: "2026-11-23", to: "2026-11-28" }, now.day);
    expect(spanOf(comparedWith(range, "weekdays", now))).toEqual(["2026-11-16", "2026-11-21", null]);
  });

  test("with the part of chosen days that is as long, and with all days of another length", () => {
    const today = { from: now.day, to: now.day };
    expect(spanOf(comparedWithDays(today, { from: "2026-11-03", to: "2026-11-03" }, now))).toEqual([
      "2026-11-03",
      "2026-11-03",
      "14:37",
    ]);
    expect(spanOf(comparedWithDays(today, { from: "2026-11-02", to: "2026-11-03" }, now))).toEqual([
      "2026-11-02",
      "2026-11-03",
      null,
    ]);
  });

  test("with nothing before it has begun", () => {
    expect(comparedWith({ from: "2026-12-01", to: "2026-12-07" }, "weekdays", now)).toMatchObject({ until: "00:00" });
  });
});

test.each([
  [
    "a running quarter up to the same day of the one before",
    "2026-11-29",
    ["2026-10-01", "2026-12-31"],
    ["2026-07-01", "2026-09-30"],
    ["2026-07-01", "2026-08-29", "09:00"],
  ],
  [
    "the 31st with the whole of a month of 28 days",
    "2026-03-31",
    ["2026-03-01", "2026-03-31"],
    ["2026-02-01", "2026-02-28"],
    ["2026-02-01", "2026-02-28", null],
  ],
  [
    "a month that is over with the whole of a longer one",
    "2026-03-05",
    ["2026-02-01", "2026-02-28"],
    ["2026-01-01", "2026-01-31"],
    ["2026-01-01", "2026-01-31", null],
  ],
] as const)("a calendar period is compared: %s", (_, day, [from, to], [wholeFrom, wholeTo], expected) => {
  const compared = comparedWithPeriod({ from, to }, { from: wholeFrom, to: wholeTo }, { day, time: "09:00" });
  expect(spanOf(compared)).toEqual(expected);
});

const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays("2000-01-01", count));
const period = fc
  .tuple(day, fc.integer({ min: 1, max: 366 }))
  .map(([from, days]) => ({ from, to: addDays(from, days - 1), days }));
const timeOfDay = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`);

describe("whatever the period", () => {
  test("the same weekdays are as many days, end before it, and are the latest such days", () => {
    fc.assert(
      fc.property(period, ({ from, to, days }) => {
        const base = comparedWith({ from, to }, "weekdays", later);
        expect(base.days).toBe(days);
        expect(weekdayOf(base.from)).toBe(weekdayOf(from));
        expect(base.to < from).toBe(true);
        expect(addDays(base.to, 7) >= from).toBe(true);
      }),
    );
  });

  test("the period before touches it, and the year before keeps its dates", () => {
    fc.assert(
      fc.property(period, ({ from, to, days }) => {
        const before = comparedWith({ from, to }, "previous", later);
        expect([before.days, addDays(before.to, 1)]).toEqual([days, from]);
        const year = comparedWith({ from, to }, "year", later);
        expect(Number(from.slice(0, 4)) - Number(year.from.slice(0, 4))).toBe(1);
        expect(year.from.slice(5)).toBe(from.slice(5) === "02-29" ? "02-28" : from.slice(5));
      }),
    );
  });

  test("of one that runs, as many days are compared as have begun, and the last up to the same time", () => {
    fc.assert(
      fc.property(
        period,
        fc.nat(365),
        timeOfDay,
        fc.constantFrom("weekdays" as const, "previous" as const),
        ({ from, to, days }, elapsed, time, kind) => {
          const now = { day: addDays(from, elapsed % days), time };
          const base = comparedWith({ from, to }, kind, now);
          expect(base.until).toBe(time);
          expect(base.days).toBe(daysBetween(from, now.day) + 1);
          expect(base.from).toBe(comparedWith({ from, to }, kind, later).from);
          if (kind === "weekdays") expect(weekdayOf(base.to)).toBe(weekdayOf(now.day));
        },
      ),
    );
  });

  test("an address that asks for no days that exist is said to be left out", () => {
    fc.assert(
      fc.property(period, fc.anything(), fc.anything(), (span, vsFrom, vsTo) => {
        const range = { preset: "custom", ...span } as const;
        const { comparison, notice } = parseComparison({ vs: "custom", vsFrom, vsTo }, range, later);
        expect(notice === null).toBe(comparison.kind === "custom");
      }),
    );
  });
});

test.each([
  ["America/St_Johns", "2026-11-01T04:31:00Z", { day: "2026-11-01", time: "01:01" }],
  ["Europe/Berlin", "2026-10-25T00:59:59Z", { day: "2026-10-25", time: "02:59" }],
  ["Europe/Berlin", "2026-10-25T01:59:59Z", { day: "2026-10-25", time: "02:59" }],
  ["Pacific/Auckland", "2026-09-26T14:00:00Z", { day: "2026-09-27", time: "03:00" }],
  ["Asia/Kathmandu", "2026-05-31T18:15:00Z", { day: "2026-06-01", time: "00:00" }],
])("the time of day in %s at %s is what its clocks show", (zone, instant, expected) => {
  expect(localNow(zone, new Date(instant))).toEqual(expected);
});
