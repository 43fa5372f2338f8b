import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCallQuery } from "./parse-call-query";
import { callFilterFields } from "./schema";

const today = "2026-11-22";
const agent = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a";

test("an empty address asks for everything", () => {
  expect(parseCallQuery({}, today)).toEqual({ filters: {}, cursor: null, notices: [] });
  expect(parseCallQuery({ range: "all", status: "", agent: "" }, today)).toEqual({
    filters: {},
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
      outcome: "voicemail",
      temperature: "hot",
      lead: "yes",
      qualified: "yes",
      cta: "demo",
      email: " Mara@Haulwell.example ",
    },
    today,
  );
  expect(notices).toEqual([]);
  expect(filters).toMatchObject({
    agent,
    status: ["completed", "failed"],
    source: "phone",
    direction: "inbound",
    outcome: "voicemail",
    temperature: "hot",
    lead: "yes",
    qualified: "yes",
    cta: "demo",
    email: "mara@haulwell.example",
    range: { from: "2026-11-16", to: today },
  });
});

test("a filter that makes no sense is left out and named, the others stay", () => {
  const { filters, notices } = parseCallQuery(
    { status: "completed,gone", temperature: "hot", agent: "1", at: "nowhere" },
    today,
  );
  expect(filters).toEqual({ temperature: "hot" });
  expect(notices).toEqual([
    "The filter “agent” could not be read and is left out.",
    "The filter “status” could not be read and is left out.",
    "That place in the list could not be found. Showing the newest calls.",
  ]);
});

test("whatever the address holds, it never fails", () => {
  const names = [...Object.keys(callFilterFields), "range", "from", "to", "at"];
  const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (params) => {
      expect(parseCallQuery(params, today).filters).toBeTypeOf("object");
    }),
  );
});
