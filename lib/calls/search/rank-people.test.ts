import { expect, test } from "vitest";
import { type Candidate, rankPeople } from "./rank-people";

const person = (name: string, lastAt: string | null, more: Partial<Candidate> = {}): Candidate => ({
  contactId: name,
  title: name,
  detail: null,
  lastCallId: null,
  texts: [name, null, null],
  phone: null,
  lastAt,
  ...more,
});
const titles = (candidates: Candidate[], typed: string) => rankPeople(candidates, typed).map(({ title }) => title);

test("exact names come before names that begin with the query, and these before people who match in another word", () => {
  const people = [
    person("Mia Annand", "2026-11-29T10:00:00Z"),
    person("Anna Old", "2020-01-01T10:00:00Z"),
    person("Somebody", "2026-11-29T11:00:00Z", { texts: ["Somebody", "anna@example.com", "Acme"] }),
    person("Ánna", null),
    person("Anna New", "2026-11-28T10:00:00Z"),
  ];
  expect(titles(people, " anna")).toEqual(["Ánna", "Anna New", "Anna Old", "Mia Annand", "Somebody"]);
});

test("digits match the person whose number ends with them, before names that contain them", () => {
  const people = [person("Unit 0147", "2026-11-29T10:00:00Z"), person("Ann", null, { phone: "+12025550147" })];
  expect(titles(people, "202-555-0147")[0]).toBe("Ann");
});

test("among equal matches the person of the latest call comes first, and people without a call come last", () => {
  const people = [
    person("Ben A", null),
    person("Ben B", "2026-11-01T10:00:00Z"),
    person("Ben C", "2026-11-02T10:00:00Z"),
  ];
  expect(titles(people, "ben")).toEqual(["Ben C", "Ben B", "Ben A"]);
});
