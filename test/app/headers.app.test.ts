import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { type App, createApp } from "./start-app";

let database: TestDatabase;
let app: App;
beforeAll(async () => {
  database = await createTestDatabase();
  app = await createApp(database.connectionString, {
    NEXTAUTH_URL: "https://callwright.example",
    SECURITY_CONTACT: "mailto:security@callwright.example",
  });
  await app.start();
}, 300_000);
afterAll(async () => {
  await app.dispose();
  await database.dispose();
});

const ask = (path: string) => fetch(`http://127.0.0.1:${app.port}${path}`, { redirect: "manual" });

test.each(["/sign-in", "/no-such-page", "/overview"])(
  "%s runs only scripts that carry this answer's nonce, and no page may frame it",
  async (path) => {
    const [answer, again] = [await ask(path), await ask(path)];
    const policy = answer.headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'nonce-([\w+/=]{20,})' 'strict-dynamic';/.exec(policy)?.[1];
    expect(nonce).toBeDefined();
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(again.headers.get("content-security-policy")).not.toBe(policy);
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
    if (path === "/sign-in") expect(scripts.length).toBeGreaterThan(3);
  },
);

test("every answer of a page says that it is only for https, and nothing of it is guessed", async () => {
  const { headers } = await ask("/sign-in");
  expect(headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
  expect(headers.get("permissions-policy")).toContain("microphone=()");
  expect(headers.get("x-powered-by")).toBeNull();
});

test("an answer of the API can neither run nor be framed", async () => {
  const { headers } = await ask("/api/health");
  expect(headers.get("strict-transport-security")).toMatch(/max-age=\d{8}; includeSubDomains/);
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("the contact for reports of vulnerabilities is published", async () => {
  const answer = await ask("/.well-known/security.txt");
  const lines = (await answer.text()).split("\n");
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(lines).toContain("Contact: mailto:security@callwright.example");
  expect(lines).toContain("Canonical: https://callwright.example/.well-known/security.txt");
  const expires = Date.parse(lines.find((line) => line.startsWith("Expires: "))?.slice(9) ?? "");
  expect(expires - Date.now()).toBeGreaterThan(90 * 24 * 3600 * 1000);
});

test.each(["/verify-email?token=x", "/reset-password?token=x"])(
  "%s tells no other site its address, and opening it does nothing",
  async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(answer.headers.get("set-cookie")).toBeNull();
  },
);

test("there is no page of local mails where a mail server sends them", async () => {
  expect((await ask("/mail")).status).toBe(404);
  expect((await ask("/mail/20261125150000000-x")).status).toBe(404);
});

async function say(lines: string, body = ""): Promise<string> {
  const socket = connect(app.port, "127.0.0.1");
  socket.write(`${lines}\r\nHost: localhost\r\n\r\n${body}`);
  return text(socket);
}

test.each([
  ["h2c", "Connection: close, Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"],
  [
    "websocket",
    "Connection: close, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  ],
])("who asks for %s besides is answered all the same", async (protocol, headers) => {
  await ask("/sign-in");
  const asking = `HTTP/1.1\r\nUpgrade: ${protocol}\r\n${headers}`;
  expect(await say(`GET /api/health ${asking}`)).toMatch(/^HTTP\/1\.1 200 /);
  expect(await say(`POST /api/webhooks/elevenlabs ${asking}\r\nContent-Length: 2`, "{}")).toMatch(
    /^HTTP\/1\.1 (401|503) /,
  );
});

test.each(["OPTIONS *", "GET *", "GET http://elsewhere.example/sign-in", "GET http://["])(
  "%s names nothing here, and is no fault of ours",
  async (asked) => {
    expect(await say(`${asked} HTTP/1.1\r\nConnection: close`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(app.program().output()).not.toMatch(/Error|at .*\(/);
  },
);

describe("a method that is known nowhere", () => {
  test.each([
    "TRACE /",
    "TRACE /api/health",
    "TRACE /sign-in",
    "TRACK /",
    "CONNECT localhost:22",
    "PROPFIND /",
    "PURGE /calls",
    "M-SEARCH /",
    "BREW /api/calls",
  ])("%s is answered 405, and the server goes on", async (asked) => {
    const answer = await say(`${asked} HTTP/1.1`);
    expect(answer).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    expect(answer).toMatch(/\r\nAllow: GET, HEAD, POST/);
    expect((await ask("/api/health")).status).toBe(200);
    expect(app.program().output()).not.toMatch(/Error|at .*\(/);
  });

  test("what is no request at all is answered as before", async () => {
    expect(await say("no request")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await say(`GET / HTTP/1.1\r\nX: ${"x".repeat(40_000)}`)).toMatch(/^HTTP\/1\.1 431 /);
  });
});
