import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { menuItems } from "@/components/shell/menu-items";
import { appActions } from "./app-actions";

const pagesFolders = ["app/(dashboard)", "app/(admin)"];
const apiFolder = "app/api";
const actions = Object.values(appActions).flat();
const routesIn = (folder: string, file: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === file && !name.includes("["))
    .map((name) => path.dirname(name));

const reached = new Set([...menuItems, ...actions].map(({ href }) => href.split("?")[0]));

test("every page that has an address of its own is found by the palette, and so is every list's file", () => {
  const pages = pagesFolders.flatMap((folder) => routesIn(folder, "page.tsx"));
  for (const page of pages) expect(reached, page).toContain(`/${page}`);
  const files = routesIn(apiFolder, "route.ts").filter((route) => route.endsWith("/export"));
  // An analysis is exported by its tables, from its page; an account by its settings.
  for (const route of files.filter((each) => !["analytics/export", "account/export"].includes(each)))
    expect(reached, route).toContain(`/api/${route}`);
});

test("every action leads somewhere that there is, and is named once", () => {
  const known = [
    ...pagesFolders.flatMap((folder) => routesIn(folder, "page.tsx")).map((page) => `/${page}`),
    ...routesIn(apiFolder, "route.ts").map((route) => `/api/${route}`),
  ];
  for (const { href, isDownload = false } of actions) {
    expect(known).toContain(href.split("?")[0]);
    expect(href.startsWith("/api/")).toBe(isDownload);
  }
  expect(new Set(actions.map(({ title }) => title)).size).toBe(actions.length);
});
