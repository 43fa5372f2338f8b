import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type MailSimulator, startMailSimulator } from "@/simulators/smtp/start-mail-simulator";
import { listKeptMail } from "./list-kept-mail";
import { renderMail } from "./render-mail";
import { sendMail } from "./send-mail";

let folder: string;
let server: MailSimulator;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "callwright-send-mail-"));
  server = await startMailSimulator({ folder });
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const env = () => ({ smtpUrl: server.url, mailFrom: "Callwright <no-reply@callwright.example>" });
const mail = { to: "ada@account.example", subject: "Grüße, 王 👋", text: "Some text", html: "<p>Some text</p>" };

test("a mail arrives as text and HTML, from whom the environment says, and asks for no automatic answer", async () => {
  await sendMail(env(), mail);
  expect(await listKeptMail(folder)).toMatchObject([
    {
      from: '"Callwright" <no-reply@callwright.example>',
      to: ["ada@account.example"],
      subject: "Grüße, 王 👋",
      text: "Some text",
      html: "<p>Some text</p>",
    },
  ]);
  const [file = ""] = await readdir(folder);
  expect(await readFile(path.join(folder, file), "utf8")).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
});

test.each([
  ["recipient", { to: "ada@account.example\r\nBcc: everybody@example.com" }],
  ["recipient", { to: "ada@account.example, everybody@example.com" }],
  ["recipient", { to: "Ada <ada@account.example>" }],
  ["recipient", { to: "" }],
  ["subject", { subject: "Hello\r\nBcc: everybody@example.com" }],
  ["subject", { subject: "Hello\nX: y" }],
  ["subject", { subject: "Hello\u0000" }],
  ["subject", { subject: "x".repeat(10_000) }],
])("no header is smuggled in by a %s", async (_, wrong) => {
  await expect(sendMail(env(), { ...mail, ...wrong })).rejects.toThrow();
  expect(await listKeptMail(folder)).toEqual([]);
});

test("a mail without a server, or to one that is away, fails", async () => {
  await expect(sendMail({ ...env(), smtpUrl: undefined }, mail)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(sendMail({ ...env(), smtpUrl: "smtp://127.0.0.1:9" }, mail)).rejects.toMatchObject({ code: "ESOCKET" });
});

test("what a mail says is escaped in its HTML and plain in its text", () => {
  const hostile = `<img src=x onerror="alert(1)"> & 'more'`;
  const { text, html } = renderMail({
    subject: hostile,
    lead: [hostile],
    action: { label: hostile, url: "https://callwright.example/?a=1&b=%22" },
    closing: [hostile],
  });
  expect(html).not.toContain("<img");
  expect(html.match(/&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt; &amp; &#39;more&#39;/g)).toHaveLength(5);
  expect(html).toContain('href="https://callwright.example/?a=1&amp;b=%22"');
  expect(text).toContain(`${hostile}\n\n${hostile}:\nhttps://callwright.example/?a=1&b=%22\n`);
});
