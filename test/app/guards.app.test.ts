import { describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { createPerson, type Person } from "./people";
import { provideApp } from "./provide-app";
import { actionsOfBuild, addressOf, hasDynamicSegment, isPage, layouts, routesOfBuild } from "./read-build";
import { actionGuards, type Guard, layoutGuards, routeGuards } from "./route-guards";
import type { App } from "./start-app";

let app: App;
let user: Person;
let admin: Person;
provideApp(async (site) => {
  app = site.app;
  user = await createPerson(app, site.owner, "user");
  admin = await createPerson(app, site.owner, "admin");
});

async function ask(path: string, cookie = "", method = "GET") {
  const signal = AbortSignal.timeout(20_000);
  const response = await fetch(`http://127.0.0.1:${app.port}${path}`, {
    method,
    signal,
    redirect: "manual",
    headers: { cookie, origin: `http://localhost:${app.port}` },
  });
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (isStream) await response.body?.cancel();
  return {
    status: response.status,
    location: response.headers.get("location"),
    body: isStream ? "" : await response.text(),
  };
}

const guarded = (guard: Guard, isWanted: (route: string) => boolean) =>
  Object.entries(routeGuards).flatMap(([route, { guard: its }]) => (its === guard && isWanted(route) ? [route] : []));
const address = (route: string) => addressOf(route, () => newId());

test("every page and route handler of the build declares who has access", () => {
  expect(routesOfBuild()).toEqual(Object.keys(routeGuards).sort());
});

test("every layout says why it needs no guard of its own", () => {
  expect(layouts()).toEqual(Object.keys(layoutGuards).sort());
});

test("every server action of the build declares who may call it", () => {
  expect(actionsOfBuild()).toEqual(Object.keys(actionGuards).sort());
});

describe("signed-out clients are refused", () => {
  test.each(guarded("tenant", isPage).concat(guarded("admin", isPage)))("%s leads to the sign-in", async (route) => {
    for (const cookie of ["", "callwright.session=forged", "__Host-callwright.session=forged"]) {
      const { status, location } = await ask(address(route), cookie);
      expect([status, location]).toEqual([307, expect.stringMatching(/^(https?:\/\/[^/]+)?\/sign-in\?callbackUrl=/)]);
    }
  });

  const handlers = guarded("tenant", (route) => !isPage(route)).concat(guarded("admin", (route) => !isPage(route)));
  test.each(handlers)("%s answers 401 whatever the method, or has none of it", async (route) => {
    const statuses = [];
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const { status, body } = await ask(address(route), "callwright.session=forged", method);
      statuses.push(status);
      expect([401, 405]).toContain(status);
      if (status === 401) expect(JSON.parse(body)).toMatchObject({ code: "UNAUTHENTICATED" });
    }
    expect(statuses).toContain(401);
  });
});

test.each(guarded("tenant", (route) => !hasDynamicSegment(route) && route !== "/page"))(
  "%s lets in signed-in users",
  async (route) => {
    expect((await ask(address(route), user.cookie)).status).toBe(routeGuards[route]?.status ?? 200);
  },
);

test.each(guarded("admin", () => true))("%s is forbidden to a user", async (route) => {
  expect((await ask(address(route), user.cookie)).status).toBe(403);
});

test.each(guarded("admin", () => true))("%s lets in administrators", async (route) => {
  expect((await ask(address(route), admin.cookie)).status).toBe(routeGuards[route]?.status ?? 200);
});

test.each(guarded("public", (route) => isPage(route) && !route.startsWith("/_")))(
  "%s is shown to anybody",
  async (route) => {
    expect((await ask(address(route))).status).toBe(routeGuards[route]?.status ?? 200);
  },
);
