import fc from "fast-check";
import { expect, test } from "vitest";
import { callFilterFields } from "../schema";
import { parseCallQuery } from "./parse-call-query";

const today = "2026-11-22";
const agent = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a";

test("an empty address asks for everything", () => {
  expect(parseCallQuery({}, today)).toEqual({ filters: {}, sort: "newest", cursor: null, notices: [] });
  expect(parseCallQuery({ range: "all", status: "", agent: "" }, today)).toEqual({
    filters: {},
    sort: "newest",
    cursor: null,
    notices: [],
  });
});

test("every filter is read from the address", () => {
  const { filters, notices } = parseCallQuery(
    {
      range: "7d",
      agent,
      status: "completed,failed",
      source: "phone",
      direction: "inbound",
      outcome: "completed,disconnected",
      weekday: "7",
      hour: "0",
      until: "14:37",
      temperature: "hot",
      lead: "yes",
      qualified: "yes",
      cta: "demo",
      email: " Mara@Haulwell.example ",
      person: "+442079460018",
      score: "70-",
      duration: "60-300",
      recording: "yes",
      notes: "yes",
      q: "solar panels",
      sort: "oldest",
    },
    today,
  );
  expect(notices).toEqual([]);
  expect(filters).toMatchObject({
    agent,
    status: ["completed", "failed"],
    source: "phone",
    direction: "inbound",
    outcome: ["completed", "disconnected"],
    weekday: 7,
    hour: 0,
    until: "14:37",
    temperature: "hot",
    lead: "yes",
    qualified: "yes",
    cta: "demo",
    email: "mara@haulwell.example",
    person: "+442079460018",
    score: { min: 70, max: null },
    duration: { min: 60, max: 300 },
    recording: "yes",
    notes: "yes",
    q: "solar panels",
    range: { from: "2026-11-16", to: today },
  });
});

test("an invalid filter is ignored with a notice, and the others stay", () => {
  const { filters, notices } = parseCallQuery(
    { status: "completed,gone", temperature: "hot", agent: "1", at: "nowhere" },
    today,
  );
  expect(filters).toEqual({ temperature: "hot" });
  expect(notices).toEqual([
    "The filter “agent” could not be read and was ignored.",
    "The filter “status” could not be read and was ignored.",
    "That page could not be found. Showing the first page.",
  ]);
});

test("whatever the address holds, it never fails", () => {
  const names = [...Object.keys(callFilterFields), "range", "from", "to", "at", "sort"];
  const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (params) => {
      expect(parseCallQuery(params, today).filters).toBeTypeOf("object");
    }),
  );
});

test.each([
  ["score", "90-10"],
  ["score", "0-"],
  ["score", "101-"],
  ["duration", "-"],
  ["duration", "5"],
  ["person", ""],
])("%s=%j is read or named, never half read", (name, value) => {
  const { filters, notices } = parseCallQuery({ [name]: value }, today);
  const isUsable = value === "0-" || value === "";
  expect(notices).toHaveLength(isUsable ? 0 : 1);
  expect(Object.keys(filters)).toHaveLength(value === "0-" ? 1 : 0);
});

test.each(["'", "<script>", "!!! ???", "\0", "word ".repeat(10_000), '"', "-", "-price"])(
  "a search for %j is made or refused with a reason",
  (q) => {
    const { filters, notices } = parseCallQuery({ q }, today);
    expect(filters.q === undefined ? notices : []).toHaveLength(filters.q === undefined ? 1 : 0);
    for (const notice of notices) expect(notice).toMatch(/^A search /);
  },
);

test("a time of day is read with the days that it ends, and said to be left out without any or of another form", () => {
  for (const params of [{ until: "14:37" }, { until: "24:00", range: "7d" }, { until: "9:00", range: "7d" }]) {
    const { filters, notices } = parseCallQuery(params, today);
    expect([filters.until, notices.length]).toEqual([undefined, 1]);
  }
});
