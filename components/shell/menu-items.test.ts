import { expect, test } from "vitest";
import { permissions } from "@/lib/access/permissions";
import { groupItems, isCurrent, menuItems } from "./menu-items";

const itemsOf = (area: string) => menuItems.filter((item) => item.area === area);

test("each item has its own address, and in its area its own letter", () => {
  expect(new Set(menuItems.map(({ href }) => href)).size).toBe(menuItems.length);
  for (const area of ["workspace", "admin"]) {
    expect(new Set(itemsOf(area).map(({ key }) => key)).size).toBe(itemsOf(area).length);
    expect(groupItems(itemsOf(area)).flatMap(({ items }) => items)).toEqual(itemsOf(area));
  }
});

test("five of the workspace, and five of the admin panel at most, are in the phone's bar", () => {
  expect(itemsOf("workspace").filter(({ isInBar }) => isInBar)).toHaveLength(5);
  expect(itemsOf("admin").filter(({ isInBar }) => isInBar).length).toBeLessThanOrEqual(5);
});

test("a tenant may open every item of the workspace and none of the admin panel, an administrator all of them", () => {
  expect(itemsOf("workspace").filter(({ permission }) => !permissions.user.has(permission))).toEqual([]);
  expect(itemsOf("admin").filter(({ permission }) => permissions.user.has(permission))).toEqual([]);
  expect(menuItems.filter(({ permission }) => !permissions.admin.has(permission))).toEqual([]);
});

test("one item is current on each page, also where one's address begins as another's", () => {
  const current = (pathname: string) => menuItems.filter((item) => isCurrent(item, pathname)).map(({ href }) => href);
  for (const { href } of menuItems) {
    expect(current(href)).toEqual([href]);
    expect(current(`${href}/0190`)).toEqual([href]);
  }
});
