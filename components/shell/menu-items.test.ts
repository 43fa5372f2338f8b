import { expect, test } from "vitest";
import { permissions } from "@/lib/access/permissions";
import { groupItems, menuItems } from "./menu-items";

test("each item has its own address and letter, and five are in the phone's bar", () => {
  expect(new Set(menuItems.map(({ href }) => href)).size).toBe(menuItems.length);
  expect(new Set(menuItems.map(({ key }) => key)).size).toBe(menuItems.length);
  expect(menuItems.filter(({ isInBar }) => isInBar)).toHaveLength(5);
});

test("a tenant may open every item, and groups hold each of them once", () => {
  expect(menuItems.filter(({ permission }) => !permissions.user.has(permission))).toEqual([]);
  expect(groupItems(menuItems).flatMap(({ items }) => items)).toEqual(menuItems);
});
