import { expect, test } from "vitest";
import { isSameView, viewHref, viewQuery } from "./saved-view-address";

test("a view keeps filters, sort and columns, and neither a place in the list nor its own name", () => {
  const params = new URLSearchParams("temperature=hot&at=b2xk&sort=score&saved=1&columns=caller%2Clead");
  expect(viewQuery(params)).toBe("temperature=hot&sort=score&columns=caller%2Clead");
  expect(viewHref("/calls", { id: "7", name: "Hot", query: "q=a%26b" })).toBe("/calls?q=a%26b&saved=7");
});

test("two addresses that say the same in another order are one view", () => {
  expect(isSameView("a=1&b=2", "b=2&a=1")).toBe(true);
  expect(isSameView("a=1&b=2", "a=1")).toBe(false);
  expect(isSameView("a=1%2C2", "a=1,2")).toBe(true);
});
