import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { readPassword } from "./read-password";

function terminal({ isTTY = true } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  const output = new PassThrough();
  return { input, output, shown: () => String(output.read() ?? "") };
}

test("the password is typed twice, and the terminal does not show it", async () => {
  const { shown, ...both } = terminal();
  const reading = readPassword(both);
  both.input.write("correct horsf\u007fe battery\r");
  both.input.write("correct horse battery\r");
  expect(await reading).toBe("correct horse battery");
  expect(shown()).toBe("Password: \nRepeat password: \n");
});

test.each([
  ["two that differ", "one password\rother password\r", "The two passwords differ. Nothing was changed."],
  ["Ctrl-C", "half a pass\u0003", "No password was given. Nothing was changed."],
  ["the end of the input", "\u0004", "No password was given. Nothing was changed."],
])("%s is an error in words, and changes nothing", async (_, typed, message) => {
  const both = terminal();
  const reading = readPassword(both);
  both.input.write(typed);
  await expect(reading).rejects.toMatchObject({ code: "BAD_REQUEST", message });
});

test("without a terminal the sentence names the environment variable", async () => {
  await expect(readPassword(terminal({ isTTY: false }))).rejects.toThrow("ADMIN_PASSWORD");
});
