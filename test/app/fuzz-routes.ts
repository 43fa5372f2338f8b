import { type OutgoingHttpHeaders, request } from "node:http";
import fc from "fast-check";
import type pg from "pg";
import { expect, test } from "vitest";
import type { TestDatabase } from "@/test/database";
import { createPerson, type Person, password } from "./people";
import { provideApp } from "./provide-app";
import { actionIdsOfBuild, addressOf, isPage, routesOfBuild } from "./read-build";
import { type App, appSecret } from "./start-app";

let database: TestDatabase;
let app: App;
let owner: pg.Client;
let user: Person;
type Sent = { method: string; path: string; headers: OutgoingHttpHeaders; body: Buffer };
type Answer = { status: number; body: string };

/** Over a plain connection, as nothing that a browser would correct is corrected; of a stream only the beginning is read. */
function send({ method, path, headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // A separate connection for each: the server may close one before it has read an unwanted body.
    const options = { host: "127.0.0.1", port: app.port, path, method, headers, timeout: 20_000, agent: false };
    const sent = request(options, (response) => {
      let text = "";
      const finish = () => resolve({ status: response.statusCode ?? 0, body: text });
      response.on("data", (chunk) => {
        text += chunk;
        if (response.headers["content-type"]?.startsWith("text/event-stream")) sent.destroy();
      });
      response.on("close", finish);
    });
    sent.on("timeout", () => sent.destroy(new Error(`${method} ${path} did not answer within 20 s`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    "null",
    "0",
    "-1",
    "1e999",
    "NaN",
    "[]",
    "{}",
    "../../etc/passwd",
    "' OR 1=1 --",
    "a".repeat(3_000),
    "\u0000",
  ),
);
const escaped = fc.oneof(
  anyText.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom("%", "%zz", "%00", "%2e%2e%2f", "%ff%fe", "%c0%af", "..", "..;/"),
);
const parameters = [
  "agent",
  "status",
  "source",
  "direction",
  "outcome",
  "temperature",
  "lead",
  "qualified",
  "cta",
  "email",
  "range",
  "from",
  "to",
  "at",
  "t",
  "callbackUrl",
  "error",
  "_rsc",
  "__proto__",
  "constructor",
];
const values = fc.oneof(
  escaped,
  fc.constantFrom("2026-02-30", "0000-00-00", "999999-12-31", "custom", "today", "completed,failed", "any", "yes"),
  fc.uuid(),
);
const query = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...parameters), escaped), values), { maxLength: 6 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join("&"));
const headerValue = fc.stringMatching(/^[\x20-\x7e]{0,60}$/);
const headers = fc.record(
  {
    range: fc.oneof(
      headerValue,
      fc.constantFrom("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-99999999999999999999", "bytes=0-1,3-4"),
    ),
    "x-request-id": headerValue,
    "content-type": fc.oneof(
      headerValue,
      fc.constantFrom(
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
      ),
    ),
    accept: headerValue,
    "content-encoding": fc.constantFrom("gzip", "br", "identity", "x"),
    "if-none-match": headerValue,
    "elevenlabs-signature": fc.oneof(
      headerValue,
      fc.constantFrom("t=1,v0=00", "t=,v0=", "v0=", "t=99999999999999999999,v0=a"),
    ),
    "x-forwarded-for": headerValue,
    origin: fc.oneof(headerValue, fc.constant("null"), fc.constant("own")),
    "sec-fetch-site": fc.constantFrom("same-origin", "cross-site", "none"),
    rsc: fc.constant("1"),
    "next-router-state-tree": escaped,
    "next-action": fc.oneof(
      headerValue,
      fc.constant("a known one"),
      fc.constant("00aabbccddeeff00112233445566778899aabbccdd"),
    ),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.constant(Buffer.alloc(0)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((json) => Buffer.from(json)),
  query.map((text) => Buffer.from(text)),
);
const cookie = fc.oneof(
  { weight: 6, arbitrary: fc.constant("own") },
  { weight: 1, arbitrary: headerValue },
  { weight: 1, arbitrary: escaped.map((value) => `callwright.session=${value}`) },
);

function requestsTo(route: string): fc.Arbitrary<Sent> {
  const method = isPage(route)
    ? fc.constantFrom("GET", "GET", "GET", "HEAD", "POST")
    : fc.constantFrom("GET", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
  return fc
    .record({ method, segment: fc.oneof(escaped, fc.constant("own"), fc.uuid()), query, headers, body, cookie })
    .map((drawn) => {
      const own = `http://127.0.0.1:${app.port}`;
      const [knownAction = "00"] = actionIdsOfBuild();
      const segment = drawn.segment === "own" ? user.callId : drawn.segment;
      return {
        method: drawn.method,
        path: `${addressOf(route, () => segment)}?${drawn.query}`,
        headers: {
          ...drawn.headers,
          ...(drawn.headers.origin === "own" && { origin: own }),
          ...(drawn.headers["next-action"] === "a known one" && { "next-action": knownAction }),
          cookie: drawn.cookie === "own" ? user.cookie : drawn.cookie,
        },
        body: drawn.method === "GET" || drawn.method === "HEAD" ? Buffer.alloc(0) : drawn.body,
      };
    });
}

/** A test with an application of its own: it sends this many malformed requests to every route. */
export function fuzzRoutes({ requestsEach }: { requestsEach: number }): void {
  provideApp(
    async (site) => {
      ({ app, database, owner } = site);
      user = await createPerson(app, owner, "user");
    },
    { LOG_LEVEL: "error" },
  );

  test("whatever is sent to a route or a page, it neither fails nor shows how it is made, nor repeats a secret", async () => {
    const routes = routesOfBuild().filter((route) => !route.startsWith("/_") && !route.endsWith(".svg/route"));
    const secrets = [password, appSecret, database.connectionString, "xi_app_test"];
    const sentTo = new Map<string, number>();
    for (const route of routes) {
      const property = fc.asyncProperty(requestsTo(route), async (sent) => {
        const answer = await send(sent);
        sentTo.set(route, (sentTo.get(route) ?? 0) + 1);
        expect(answer.status, `${sent.method} ${sent.path}: ${answer.body.slice(0, 300)}`).toBeLessThan(500);
        expect(answer.body).not.toMatch(/\n\s+at \S+ \(|node_modules|\.tsx?:\d+|SELECT |permission denied|violates/);
        expect(secrets.filter((secret) => answer.body.includes(secret))).toEqual([]);
      });
      await fc.assert(property, { numRuns: requestsEach, endOnFailure: true });
    }
    expect([...sentTo.keys()].sort()).toEqual(routes);
    expect(app.program().output()).not.toMatch(/A (page|request) failed/);
  });
}
