import type pg from "pg";
import { expect, test } from "vitest";
import { makeEvents, postEvents } from "./post-events";
import { provideApp } from "./provide-app";
import type { App } from "./start-app";

let app: App;
let owner: pg.Client;
provideApp((site) => {
  ({ app, owner } = site);
});

/** Whoever waits longer than ten seconds is refused, so a machine that does much else has to be given fewer. */
test("of 2,000 distinct events at once none is refused", async () => {
  expect(await postEvents(app.port, makeEvents(2_000), 2_000)).toEqual({ 200: 2_000 });
  expect((await owner.query("SELECT count(*)::integer AS n FROM webhook_events")).rows).toEqual([{ n: 2_000 }]);
});
