import { expect, test } from "vitest";
import { parseDemoTime } from "./parse-demo-time";

const callAt = new Date("2026-10-03T10:30:00Z");
const demoAt = (text: string) => parseDemoTime(text, callAt, "Europe/Berlin")?.toISOString() ?? null;

test("a demo's moment is read as the analysis writes it, in the tenant's zone unless it names another", () => {
  expect(demoAt("2026-10-08T15:00:00+02:00")).toBe("2026-10-08T13:00:00.000Z");
  expect(demoAt("2026-10-08 15:00 +0200")).toBe("2026-10-08T13:00:00.000Z");
  expect(demoAt("2026-12-08T15:00")).toBe("2026-12-08T14:00:00.000Z");
  expect(demoAt("tomorrow at 10 am")).toBe("2026-10-04T08:00:00.000Z");
  expect(demoAt("next Friday at three pm")).toBe("2026-10-09T13:00:00.000Z");
  expect(demoAt("Friday, September twenty-sixth, at ten in the morning")).toBe("2027-09-26T08:00:00.000Z");
});

test("a day that does not exist is no moment, never one of the next month", () => {
  expect(demoAt("2027-02-31T10:00")).toBeNull();
  expect(demoAt("2027-02-29T10:00:00Z")).toBeNull();
  expect(demoAt("2026-13-01T10:00")).toBeNull();
});

test("without a day and an hour, before the call, or years ahead there is no moment", () => {
  for (const text of ["soon", "Friday", "at 10 am", "2026-10-01T10:00", "2031-01-01T10:00", ""]) {
    expect(demoAt(text), text).toBeNull();
  }
});
