import { describe, expect, test } from "vitest";
import { parseFlags, USAGE } from "./parse-flags";

describe("the simulate command", () => {
  test("has a default for everything", () => {
    expect(parseFlags([])).toEqual({
      calls: 20,
      agentIds: [],
      url: undefined,
      secret: undefined,
      duplicates: 0,
      shuffle: false,
      audio: false,
      failures: 0,
      unknown: 0,
      concurrency: 4,
      ratePerSecond: undefined,
      seed: undefined,
      startedWithinMinutes: 60,
      help: false,
    });
  });

  test("reads every flag", () => {
    const line =
      "--calls 5 --agent a_1 --agent a_2 --url https://host.example/ --secret s --duplicates 0.3 --shuffle --audio --failures 1 " +
      "--unknown 0.05 --concurrency 10 --rate 2.5 --seed 7 --started-within 90 --help";
    expect(parseFlags(line.split(" "))).toEqual({
      calls: 5,
      agentIds: ["a_1", "a_2"],
      url: "https://host.example",
      secret: "s",
      duplicates: 0.3,
      shuffle: true,
      audio: true,
      failures: 1,
      unknown: 0.05,
      concurrency: 10,
      ratePerSecond: 2.5,
      seed: 7,
      startedWithinMinutes: 90,
      help: true,
    });
  });

  test("explains every flag it knows", () => {
    for (const flag of ["calls", "agent", "url", "secret", "duplicates", "shuffle", "audio", "failures", "unknown"]) {
      expect(USAGE).toContain(`--${flag} `);
    }
  });

  test.each([
    [["--calls", "0"], "--calls must be a whole number from 1 to 10000, not 0."],
    [["--calls", "many"], "--calls must be a whole number from 1 to 10000, not many."],
    [["--calls", ""], "--calls must be a whole number from 1 to 10000, not empty."],
    [["--duplicates", "1.5"], "--duplicates must be a share from 0 to 1, not 1.5."],
    [["--rate", "0"], "--rate must be a number from 0.01 to 10000, not 0."],
    [["--url", "localhost"], "--url must be an address such as http://localhost:3000, not localhost."],
    [["--url", "ftp://host"], "--url must be an address such as http://localhost:3000, not ftp://host."],
    [["--secret", ""], "--secret must not be empty."],
    [["--agent", "a b"], "--agent must be an id such as agent_4101k7hq3m2xf8tbw9c6n0dv5e1r."],
    [["--fast"], "Unknown option '--fast'; --help shows what is possible."],
    [["extra"], /^Unexpected argument 'extra'.*; --help shows what is possible\.$/],
  ])("refuses %j in one sentence", (args, sentence) => {
    expect(() => parseFlags(args)).toThrow(sentence);
  });
});
