import { expect, test } from "vitest";
import { isConcerned, liveKey, liveQuery } from "./live-query";

const leads = liveQuery({ name: "leads", tables: ["lead_analytics", "follow_ups"] }, "q=ada");

test("a change is fetched by the queries that show something of it, and by no other", () => {
  expect(isConcerned(leads, new Set(["calls", "follow_ups"]))).toBe(true);
  expect(isConcerned(leads, new Set(["calls"]))).toBe(false);
});

test("a query that names no tables, and every query when changes were missed, is fetched", () => {
  expect(isConcerned({ queryKey: ["live", "something new"], meta: undefined }, new Set(["calls"]))).toBe(true);
  expect(isConcerned(leads, null)).toBe(true);
  expect(isConcerned({ queryKey: ["static", "leads"], meta: undefined }, null)).toBe(false);
});

test("a list's pages have their keys by its address, below one that stands for all of them", () => {
  expect(leads.queryKey).toEqual(["live", "leads", "q=ada"]);
  expect(liveKey({ name: "leads" }).slice(0, 2)).toEqual(leads.queryKey.slice(0, 2));
});
