import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listKeptMail } from "@/lib/mail/list-kept-mail";
import { type MailSimulator, startMailSimulator } from "./start-mail-simulator";

let folder: string;
let server: MailSimulator;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "callwright-mail-"));
  server = await startMailSimulator({ folder, keptMax: 3 });
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Speaks SMTP over a bare socket: sends each line after the answer to the one before; resolves to the answers. */
async function speak(lines: readonly string[]): Promise<string[]> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const answers: string[] = [];
  const rest = [...lines];
  for await (const answer of createInterface({ input: socket })) {
    if (/^\d{3}-/.test(answer)) continue;
    answers.push(answer.slice(0, 3));
    const next = rest.shift();
    if (next === undefined) break;
    socket.write(`${next}\r\n`);
  }
  socket.destroy();
  return answers;
}

const mail = (subject: string, body: string) => [
  "EHLO test",
  "MAIL FROM:<from@example.com>",
  "RCPT TO:<to@example.com>",
  "DATA",
  `From: Sender <from@example.com>\r\nTo: to@example.com\r\nSubject: ${subject}\r\n\r\n${body}\r\n.`,
  "QUIT",
];

test("a mail sent over plain SMTP can be read afterwards", async () => {
  expect(await speak(mail("Hello", "A first line"))).toEqual(["220", "250", "250", "250", "354", "250", "221"]);
  expect(await listKeptMail(folder)).toMatchObject([
    { from: '"Sender" <from@example.com>', to: ["to@example.com"], subject: "Hello", text: "A first line\n" },
  ]);
});

test("only the newest mails are kept, newest first", async () => {
  for (const subject of ["1", "2", "3", "4", "5"]) await speak(mail(subject, "x"));
  expect((await listKeptMail(folder)).map((kept) => kept.subject)).toEqual(["5", "4", "3"]);
  expect(await readdir(folder)).toHaveLength(3);
});

test("a mail that is too large is refused and not kept", async () => {
  const answers = await speak(mail("Large", `${"x".repeat(1000)}\r\n`.repeat(11_000)));
  expect(answers.at(5)).toBe("552");
  expect(await listKeptMail(folder)).toEqual([]);
});

test("a client that hangs up in the middle of a mail leaves nothing and harms nobody", async () => {
  await speak(mail("Half", "x").slice(0, 4));
  expect(await speak(mail("Whole", "x"))).toContain("250");
  expect((await listKeptMail(folder)).map((kept) => kept.subject)).toEqual(["Whole"]);
});
