import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { refuseUnreadable } from "./refuse-unreadable";

const formOf = (length?: string) => ({
  method: "POST",
  headers: {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    ...(length && { "content-length": length }),
  },
});
const form = formOf("300");

test.each<[string, string, RequestInit, number | undefined]>([
  ["a question without anything", "/session", {}, undefined],
  ["a way back within the site", "/signin?callbackUrl=%2Fcalls%3Fa%3D1", {}, undefined],
  ["a way back as a whole address", "/signin?callbackUrl=http%3A%2F%2Flocalhost%3A3000%2Fcalls", {}, undefined],
  ["a form", "/callback/credentials", form, undefined],
  ["a way back that is no address", "/signin?callbackUrl=today", {}, 400],
  ["the same in one of two", "/signin?callbackUrl=%2Fcalls&callbackUrl=today", {}, 400],
  ["the same in the cookie", "/session", { headers: { cookie: "next-auth.callback-url=today" } }, 400],
  ["JSON", "/callback/credentials", { method: "POST", headers: { "content-type": "application/json" } }, 415],
  ["a form of a gigabyte", "/callback/credentials", formOf("1073741824"), 413],
  ["a form that does not say how long it is", "/callback/credentials", formOf(), 413],
  ["a line for our log", "/_log", form, 404],
  ["the same in other words", "/%5Flog/x", form, 404],
  ["a body of no kind", "/signout", { method: "POST" }, 415],
])("%s", (_, path, init, status) => {
  const request = new NextRequest(
    `http://localhost:3000/api/auth${path}`,
    init as ConstructorParameters<typeof NextRequest>[1],
  );
  expect(refuseUnreadable(request)?.status).toBe(status);
});
