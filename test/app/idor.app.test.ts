import type pg from "pg";
import { describe, expect, test } from "vitest";
import { encodeCallCursor } from "@/lib/calls/list/call-cursor";
import { newId } from "@/lib/platform/ids";
import { createPerson, type Person } from "./people";
import { provideApp } from "./provide-app";
import { hasDynamicSegment, routesOfBuild } from "./read-build";
import type { App } from "./start-app";

const actors = ["anonymous", "other tenant", "admin", "super_admin", "owner"] as const;
type Actor = (typeof actors)[number];
type Ids = Pick<Person, "callId" | "agentId" | "leadId" | "customerId" | "contactId" | "importId">;

type Row = {
  kind: "page" | "api" | "filter";
  address: (ids: Ids) => string;
  /** What the owner finds there; the call, unless it says otherwise. */
  shows?: keyof Ids;
  /** What an API answers its owner that is not the recording. */
  says?: string;
};

/** Each address that names something of a tenant; for routes with a dynamic segment, under the route of the build. */
const rows: Readonly<Record<string, Row>> = {
  "/(dashboard)/agents/[id]/page": { kind: "page", address: ({ agentId }) => `/agents/${agentId}`, shows: "agentId" },
  "/(dashboard)/calls/[id]/page": { kind: "page", address: ({ callId }) => `/calls/${callId}` },
  "/(dashboard)/customers/[id]/page": {
    kind: "page",
    address: ({ customerId }) => `/customers/${customerId}`,
    shows: "customerId",
  },
  "/(dashboard)/leads/[id]/page": { kind: "page", address: ({ leadId }) => `/leads/${leadId}`, shows: "leadId" },
  "/api/calls/[id]/waveform/route": {
    kind: "api",
    address: ({ callId }) => `/api/calls/${callId}/waveform`,
    says: '{"loudness":null}',
  },
  "/(dashboard)/contacts/[id]/page": {
    kind: "page",
    address: ({ contactId }) => `/contacts/${contactId}`,
    shows: "contactId",
  },
  "/(dashboard)/contacts/[id]/edit/page": {
    kind: "page",
    address: ({ contactId }) => `/contacts/${contactId}/edit`,
    shows: "contactId",
  },
  "/(dashboard)/contacts/import/[id]/page": {
    kind: "page",
    address: ({ importId }) => `/contacts/import/${importId}`,
    shows: "importId",
  },
  "/api/contacts/imports/[id]/route": {
    kind: "page",
    address: ({ importId }) => `/api/contacts/imports/${importId}`,
    shows: "importId",
  },
  "/api/contacts/imports/[id]/skipped/route": {
    kind: "page",
    address: ({ importId }) => `/api/contacts/imports/${importId}/skipped`,
    shows: "importId",
  },
  "the list of contacts of an import": {
    kind: "filter",
    address: ({ importId }) => `/api/contacts?import=${importId}`,
    shows: "contactId",
  },
  "/api/calls/[id]/recording/route": { kind: "api", address: ({ callId }) => `/api/calls/${callId}/recording` },
  "the list of calls of an agent": { kind: "filter", address: ({ agentId }) => `/api/calls?agent=${agentId}` },
  "the page of calls of an agent": { kind: "filter", address: ({ agentId }) => `/calls?agent=${agentId}` },
  "the list of leads of an agent": {
    kind: "filter",
    address: ({ agentId }) => `/api/leads?agent=${agentId}`,
    shows: "leadId",
  },
  "the metrics of an agent": {
    kind: "filter",
    address: ({ agentId }) => `/analytics?agent=${agentId}`,
    shows: "agentId",
  },
  "the comparison of agents": {
    kind: "filter",
    address: ({ agentId }) => `/analytics?compare=agents&agents=${agentId}`,
    shows: "agentId",
  },
  "the file of a call": { kind: "filter", address: ({ callId }) => `/api/calls/export?ids=${callId}` },
  "the file of the calls of an agent": {
    kind: "filter",
    address: ({ agentId }) => `/api/calls/export?agent=${agentId}`,
  },
  "the list of calls from a call on": {
    kind: "filter",
    address: ({ callId }) =>
      `/api/calls?at=${encodeCallCursor({ direction: "after", key: "2026-10-03T10:31:00.000000Z", id: callId })}`,
  },
};

/** Dynamic segments that name nothing of a tenant, each with the reason. */
const nameNothing: Readonly<Record<string, string>> = {
  "/(admin)/admin/[...missing]/page": "an address that no page of the admin panel has",
  "/(admin)/admin/users/[id]/page": "an account, which administrators alone see, whoever it belongs to",
  "/(dashboard)/[...missing]/page": "an address that no page has",
  "/(dev)/mail/[id]/page": "a mail that this machine keeps in place of a mail server; there is no such page beside one",
  "/api/auth/[...nextauth]/route": "the segments are the names of next-auth's own steps",
};

let app: App;
let owner: pg.Client;
let people: Readonly<Record<Exclude<Actor, "anonymous">, Person>>;
provideApp(async (site) => {
  ({ app, owner } = site);
  people = {
    owner: await createPerson(app, owner, "user"),
    "other tenant": await createPerson(app, owner, "user"),
    admin: await createPerson(app, owner, "admin"),
    super_admin: await createPerson(app, owner, "super_admin"),
  };
});

type Answer = { status: number; headers: Record<string, string>; body: string };

async function ask(actor: Actor, path: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${app.port}${path}`, {
    redirect: "manual",
    headers: { cookie: actor === "anonymous" ? "" : people[actor].cookie },
  });
  const { date, etag, "content-length": _, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
}

/** What somebody learns from an answer, without what differs between any two: the ids that were asked for, nonces, the moment. */
function comparable({ status, headers, body }: Answer, ids: Ids, address: string): unknown {
  const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1] ?? "no nonce";
  const cursor = /[?&]at=([^&]+)/.exec(address)?.[1] ?? "no cursor";
  const plain = (text: string) =>
    [nonce, cursor, ids.callId, ids.agentId, ids.leadId, ids.customerId, ids.contactId, ids.importId]
      .reduce((rest, asked) => rest.replaceAll(asked, "…"), text)
      .replace(/"asOf":"[^"]+"|As of \d\d:\d\d:\d\d|up to (?:<!-- -->)?\d\d:\d\d/g, "asOf …");
  return {
    status,
    headers: JSON.parse(plain(JSON.stringify(headers))),
    body: plain(isHtml(headers) ? words(body) : body),
  };
}

const isHtml = (headers: Record<string, string>) => headers["content-type"]?.startsWith("text/html");

/** The order in which styles and scripts are streamed says nothing, and differs. */
function words(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

const missing = (): Ids => ({
  callId: newId(),
  agentId: newId(),
  leadId: newId(),
  customerId: newId(),
  contactId: newId(),
  importId: newId(),
});

test("every route of the build with a dynamic segment has its row", () => {
  const known = [...Object.keys(rows), ...Object.keys(nameNothing)];
  expect(
    routesOfBuild()
      .filter(hasDynamicSegment)
      .filter((route) => !known.includes(route)),
  ).toEqual([]);
});

describe.each(Object.entries(rows))("%s", (_, { kind, address, says, shows = "callId" }) => {
  test("shows the owner what is theirs", async () => {
    const { status, body } = await ask("owner", address(people.owner));
    expect(status).toBe(200);
    const api = says ?? `recording of ${people.owner.callId}`;
    expect(body).toContain(kind === "api" ? api : people.owner[shows]);
  });

  test("asks signed-out clients to sign in, and reveals nothing else", async () => {
    const { status, headers, body } = await ask("anonymous", address(people.owner));
    if (address(people.owner).startsWith("/api/")) expect(status).toBe(401);
    else expect([status, headers.location]).toEqual([307, expect.stringContaining("/sign-in?")]);
    expect(body).not.toContain(people.owner.userId);
  });

  test.each(["other tenant", "admin", "super_admin"] as const)(
    "is for the %s what it is with an id that does not exist",
    async (actor) => {
      const none = missing();
      const theirs = await ask(actor, address(people.owner));
      const nothing = await ask(actor, address(none));
      expect(theirs.status).toBe(kind === "filter" ? 200 : 404);
      expect(theirs.body).not.toContain(people.owner.userId);
      expect(comparable(theirs, people.owner, address(people.owner))).toEqual(comparable(nothing, none, address(none)));
    },
  );
});
