import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { conversationEvent } from "@/test/conversation";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { createPerson, type Person } from "./people";
import { sendUntilKept } from "./send-until-kept";
import { type App, appSecret, createApp } from "./start-app";

let database: TestDatabase;
let owner: pg.Client;
let one: App;
let two: App;
let person: Person;
let stranger: Person;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  const secrets = { NEXTAUTH_SECRET: "a-secret-for-tests-only-0001" };
  [one, two] = await Promise.all([
    createApp(database.connectionString, secrets),
    createApp(database.connectionString, secrets),
  ]);
  await one.start();
  await two.start();
  person = await createPerson(one, owner, "user");
  stranger = await createPerson(one, owner, "user");
}, 300_000);
afterAll(async () => {
  await one.dispose();
  await two.dispose();
  await owner.end();
  await database.dispose();
});

test("what comes in at one instance reaches its tenant's tabs at every instance, and nobody else's", async () => {
  const theirs = await openTab(two, stranger);
  const tabs = [await openTab(one, person), await openTab(two, person)];
  tabs[0]?.changed.clear();
  const event = conversationEvent({
    agentId: `agent_${person.userId}`,
    number: "+447700900777",
    collected: { intent_score: 90 },
  });
  await sendUntilKept({ port: one.port, secret: appSecret, connections: 1 }, [Buffer.from(JSON.stringify(event))]).done;
  const changes = [
    "UPDATE customers SET notes = 'Called back' WHERE user_id = $1",
    "INSERT INTO follow_ups (user_id, lead_phone, follow_up_date) VALUES ($1, '+447700900777', current_date + 1)",
    "UPDATE users SET notifications_read_until = now() WHERE id = $1",
  ];
  for (const change of changes) expect((await owner.query(change, [person.userId])).rowCount).toBe(1);
  const shown = ["calls", "contacts", "customers", "follow_ups", "lead_analytics", "users"];
  for (const tab of tabs) {
    for (const end = Date.now() + 10_000; !shown.every((table) => tab.changed.has(table)); await sleep(20))
      if (Date.now() > end) throw new Error(`Only ${[...tab.changed].sort()} were announced within 10 s.`);
  }
  expect([...theirs.changed]).toEqual([]);
  for (const tab of [...tabs, theirs]) tab.close();
});

/** The stream of a page that is open, once it is ready, with every table that it has been told of. */
async function openTab(app: App, { cookie, userId }: Person) {
  const closing = new AbortController();
  const answer = await fetch(`http://localhost:${app.port}/api/live`, { headers: { cookie }, signal: closing.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const changed = new Set<string>();
  let isReady = false;
  const read = async () => {
    let text = "";
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      text += part.value;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        if (event.includes("event: ready")) isReady = true;
        const data = /event: changed\ndata: (.*)/.exec(event)?.[1];
        if (data === undefined) continue;
        // Whatever may have changed while nobody listened has no names.
        for (const table of (JSON.parse(data) as { tables: string[] | null }).tables ?? []) changed.add(table);
      }
    }
  };
  // Closing it ends the reading.
  read().catch(() => undefined);
  while (!isReady) await sleep(10);
  // An instance that has just begun to listen says that anything may have changed, without names: until then it is not asked.
  for (let turn = 0; !changed.has("customers"); turn += 1) {
    await owner.query("UPDATE customers SET notes = $2 WHERE user_id = $1", [userId, `Turn ${turn}`]);
    await sleep(250);
  }
  await sleep(500);
  changed.clear();
  return { changed, close: () => closing.abort() };
}
