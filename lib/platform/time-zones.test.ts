import { expect, test } from "vitest";
import { listTimeZones } from "./time-zones";

test("a place is found by the name that it has today, once, and the set zone is always among them", () => {
  const zones = listTimeZones("US/Eastern");
  expect(zones).toEqual(expect.arrayContaining(["UTC", "US/Eastern", "Asia/Kathmandu", "Europe/Kyiv", "America/Nuuk"]));
  expect(zones).not.toContain("Asia/Katmandu");
  expect(new Set(zones).size).toBe(zones.length);
  for (const zone of zones) expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
});
