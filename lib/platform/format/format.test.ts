import { describe, expect, test } from "vitest";
import { formatBytes } from "./format-bytes";
import { formatChange } from "./format-change";
import { formatCount } from "./format-count";
import { formatDay } from "./format-day";
import { formatDecimal } from "./format-decimal";
import { formatDuration } from "./format-duration";
import { formatInstant } from "./format-instant";
import { formatPhoneNumber } from "./format-phone-number";
import { formatRelativeTime } from "./format-relative-time";
import { formatSpokenDuration } from "./format-spoken-duration";

describe("numbers", () => {
  test("thousands are separated and decimals keep their width", () => {
    expect(formatCount(1204)).toBe("1,204");
    expect(formatDecimal(12, 1)).toBe("12.0");
    expect(formatDecimal(1234.56, 1)).toBe("1,234.6");
  });
});

describe("durations", () => {
  test.each([
    [0, "0:00"],
    [5, "0:05"],
    [125, "2:05"],
    [3599, "59:59"],
    [3725, "1:02:05"],
    [-3, "0:00"],
    [61.9, "1:01"],
  ])("%d seconds read %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  test("a screen reader hears words, in singular where it is one", () => {
    expect(formatSpokenDuration(0)).toBe("0 seconds");
    expect(formatSpokenDuration(61)).toBe("1 minute 1 second");
    expect(formatSpokenDuration(7322)).toBe("2 hours 2 minutes 2 seconds");
  });
});

describe("change against a previous period", () => {
  test("growth, decline and standstill carry their sign", () => {
    expect(formatChange(112, 100, "relative")).toEqual({ direction: "up", text: "+12\u00a0%" });
    expect(formatChange(95, 100, "relative")).toEqual({ direction: "down", text: "−5.0\u00a0%" });
    expect(formatChange(100, 100, "relative")).toEqual({ direction: "same", text: "no change" });
  });
  test("growth beyond all measure is a multiple", () => {
    expect(formatChange(1099, 100, "relative")).toEqual({ direction: "up", text: "+999\u00a0%" });
    expect(formatChange(4066, 57, "relative")).toEqual({ direction: "up", text: "×71" });
  });
  test("percentages differ by points, not by per cent of per cent", () => {
    expect(formatChange(62, 60, "points")).toEqual({ direction: "up", text: "+2.0 pts" });
  });
  test("nothing is claimed without a base", () => {
    expect(formatChange(5, 0, "relative")).toBeNull();
    expect(formatChange(null, 3, "relative")).toBeNull();
    expect(formatChange(3, null, "points")).toBeNull();
    expect(formatChange(0, 0, "relative")).toEqual({ direction: "same", text: "no change" });
  });
  test("a difference too small to show is no difference", () => {
    expect(formatChange(100.01, 100, "relative")?.direction).toBe("same");
  });
});

describe("times", () => {
  const now = "2026-11-22T12:00:00Z";
  test.each([
    ["2026-11-22T11:59:30Z", "just now"],
    ["2026-11-22T12:00:09Z", "just now"],
    ["2026-11-22T11:56:00Z", "4 min ago"],
    ["2026-11-22T09:00:00Z", "3 h ago"],
    ["2026-11-21T22:30:00Z", "yesterday 22:30"],
    ["2026-11-12T10:00:00Z", "12 Nov, 10:00"],
    ["2025-11-12T10:00:00Z", "12 Nov 2025, 10:00"],
  ])("%s reads %s", (at, text) => expect(formatRelativeTime(at, now, "UTC")).toBe(text));

  test("days are those of the zone", () => {
    expect(formatRelativeTime("2026-11-21T23:30:00Z", "2026-11-22T01:00:00Z", "Europe/Berlin")).toBe("1 h ago");
    expect(formatRelativeTime("2026-11-21T22:30:00Z", "2026-11-22T01:00:00Z", "Europe/Berlin")).toBe("yesterday 23:30");
  });
  test("an instant shows the zone's clock, also across a change to summer time", () => {
    expect(formatInstant("2026-03-29T00:59:59Z", "Europe/Berlin", "second")).toBe("29 Mar 2026, 01:59:59");
    expect(formatInstant("2026-03-29T01:00:00Z", "Europe/Berlin")).toBe("29 Mar 2026, 03:00");
    expect(formatInstant("2026-11-22T00:00:00Z", "UTC", "time")).toBe("00:00:00");
  });
  test("a day is written in three lengths and anything else is left alone", () => {
    expect(formatDay("2026-11-02")).toBe("2 Nov 2026");
    expect(formatDay("2026-11-02", "short")).toBe("2 Nov");
    expect(formatDay("2026-11-02", "weekday")).toBe("Mon 2 Nov");
    expect(formatDay("soon")).toBe("soon");
  });
});

describe("phone numbers", () => {
  test("an E.164 number is grouped and names its country", () => {
    expect(formatPhoneNumber("+14155550123")).toEqual({ text: "+1 415 555 0123", country: "United States" });
    expect(formatPhoneNumber("+442079460018").country).toBe("United Kingdom");
  });
  test("what is no number stays as it is", () => {
    expect(formatPhoneNumber("anonymous")).toEqual({ text: "anonymous", country: null });
    expect(formatPhoneNumber("")).toEqual({ text: "", country: null });
  });
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 kB"],
  [1_249, "1.2 kB"],
  [999_499, "999 kB"],
  [999_600, "1.0 MB"],
  [12_300_000, "12 MB"],
  [5_000_000_000_000_000, "5000 TB"],
])("%s bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
