import { parsePhoneNumberFromString } from "libphonenumber-js";
import { expect, test } from "vitest";
import { DEMO_AGENTS } from "./demo-agents";
import { findCaller } from "./find-caller";
import { SCENARIOS } from "./scenarios/all-scenarios";

const RESERVED_FOR_FICTION =
  /^(\+447700900\d{3}|\+441(1[345678]|[2-6]1)4960\d{3}|\+442079460\d{3}|\+49(3023125|6990009|4066969|2214710|8999998)\d{3}|\+1\d{3}55501\d\d)$/;

const callers = Object.values(SCENARIOS).flatMap((scenario) =>
  Array.from({ length: 640 }, (_, index) => findCaller(scenario, index)),
);

test("every number that calls or is called is reserved for fiction", () => {
  for (const number of [...callers, ...DEMO_AGENTS].map((one) => ("number" in one ? one.number : one.agentNumber))) {
    expect(number).toMatch(RESERVED_FOR_FICTION);
    expect(parsePhoneNumberFromString(number)?.isPossible()).toBe(true);
  }
});

test("no two people share a number, and nobody has an agent's", () => {
  const numbers = [...callers.map((caller) => caller.number), ...DEMO_AGENTS.map((agent) => agent.agentNumber)];
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a person is the same each time", () => {
  const caller = findCaller(SCENARIOS.fleet, 17);
  expect(findCaller(SCENARIOS.fleet, 17)).toEqual(caller);
  expect(caller.company).not.toBeNull();
  expect(findCaller(SCENARIOS.dental, 17).company).toBeNull();
});
