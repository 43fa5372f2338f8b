import { expect, test } from "vitest";
import { createQuoteFinder, type Turn } from "./find-quote";

const turn = (role: Turn["role"], text: string | null): Turn => ({ role, text });

test("a quote is found in the turn that says it, the caller's own words before the agent's", () => {
  const find = createQuoteFinder([
    turn("agent", "You need it before the end of the month?"),
    turn("user", null),
    turn("user", "Yes. We need it BEFORE the end of the month!"),
  ]);
  expect(find('They said "need it, before the end of the month".')).toEqual({
    text: "need it, before the end of the month",
    turn: 2,
  });
  expect(find('The agent asked "you need it before the end".')).toEqual({
    text: "you need it before the end",
    turn: 0,
  });
});

test("words that only adjoin across two turns are no quote", () => {
  const find = createQuoteFinder([turn("user", "we want to"), turn("user", "switch next month")]);
  expect(find("they want to switch next month")).toBeNull();
});

test("a transcript of hundreds of thousands of turns and reasons full of quotes are searched within ten seconds", () => {
  const turns = Array.from({ length: 400_000 }, (_, index) => turn("user", `abc def ghi ${index}`));
  const quotes = Array.from({ length: 300 }, (_, index) => `"never said ${index}"`).join("");
  const startedAt = performance.now();
  const find = createQuoteFinder(turns);
  for (let reason = 0; reason < 6; reason += 1) expect(find(quotes)).toBeNull();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
