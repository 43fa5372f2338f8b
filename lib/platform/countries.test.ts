import { expect, test } from "vitest";
import { countryOfZone, defaultCountry } from "./countries";

test.each<[string, string | null]>([
  ["Europe/London", "GB"],
  ["Europe/Berlin", "DE"],
  ["America/New_York", "US"],
  ["US/Eastern", "US"],
  ["America/Mexico_City", "MX"],
  ["America/Argentina/Buenos_Aires", "AR"],
  // Names that browsers give and the runtime's own list does not have.
  ["Asia/Kolkata", "IN"],
  ["Asia/Calcutta", "IN"],
  ["Asia/Ho_Chi_Minh", "VN"],
  ["Europe/Kyiv", "UA"],
  ["UTC", null],
  ["Etc/GMT+5", null],
  ["Mars/Olympus", null],
  ["", null],
])("the country of %s is %s", (zone, country) => {
  expect(countryOfZone(zone)).toBe(country);
});

test("a tenant's country is the one that was chosen, else that of its time zone", () => {
  expect(defaultCountry({ country: "GB", timezone: "America/New_York" })).toBe("GB");
  expect(defaultCountry({ country: null, timezone: "America/New_York" })).toBe("US");
  expect(defaultCountry({ country: null, timezone: "UTC" })).toBeNull();
});
