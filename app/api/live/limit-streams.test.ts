import { expect, test } from "vitest";
import { countStream } from "./limit-streams";

test("a session has at most ten streams: the oldest is closed, other sessions' stay, and closed ones no longer count", () => {
  const ended: string[] = [];
  const start = (session: string, name: string) => countStream(session, () => ended.push(name));
  start("other", "other");
  const stops = Array.from({ length: 10 }, (_, n) => start("mine", `mine ${n}`));
  expect(ended).toEqual([]);
  start("mine", "mine 10");
  start("mine", "mine 11");
  expect(ended).toEqual(["mine 0", "mine 1"]);
  stops[5]?.();
  start("mine", "mine 12");
  expect(ended).toEqual(["mine 0", "mine 1"]);
  for (let n = 0; n < 500; n += 1) start("mine", `more ${n}`);
  expect(ended).toHaveLength(502);
  expect(ended).not.toContain("other");
});
