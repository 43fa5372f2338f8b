import { expect, test } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { answer } from "./_answer";

const context = { params: Promise.resolve({}) };
const request = (method: string, headers: Record<string, string> = {}) =>
  new Request("http://localhost:3000/api/anything", { method, headers });

test("an answer whose body nobody will read leaves no stream open behind it", async () => {
  let isOpen = false;
  const handler = answer(async () => {
    const stream = new ReadableStream({
      start: () => {
        isOpen = true;
      },
      cancel: () => {
        isOpen = false;
      },
    });
    return new Response(stream, { status: 206, headers: { "content-length": "12" } });
  });
  const head = await handler(request("HEAD"), context);
  expect([isOpen, head.status, head.headers.get("content-length"), head.body]).toEqual([false, 206, "12", null]);
  expect((await handler(request("GET"), context)).body).not.toBeNull();
  expect(isOpen).toBe(true);
  const gone = new Request("http://localhost:3000/api/anything", { signal: AbortSignal.abort() });
  await handler(gone, context);
  expect(isOpen).toBe(false);
});

test("a changing request that does not come from our own pages is refused before anything is done", async () => {
  let isDone = false;
  const handler = answer(async () => {
    isDone = true;
    return new Response();
  });
  const foreign: Record<string, string>[] = [
    {},
    { origin: "https://elsewhere.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ];
  for (const headers of foreign) expect((await handler(request("POST", headers), context)).status).toBe(403);
  expect(isDone).toBe(false);
  expect((await handler(request("POST", { origin: "http://localhost:3000" }), context)).status).toBe(200);
});

test("an expected error is its own sentence and status; an unexpected one shows only the request's id", async () => {
  const expected = answer(async () => {
    throw new AppError("NOT_FOUND", "There is no such call.");
  });
  const refused = await expected(request("GET"), context);
  expect([refused.status, await refused.json()]).toEqual([
    404,
    { code: "NOT_FOUND", message: "There is no such call." },
  ]);

  const unexpected = answer(async () => {
    throw new Error("relation secret_table does not exist");
  });
  const failed = await unexpected(request("GET", { "x-request-id": "request-0001" }), context);
  expect(failed.status).toBe(500);
  const body = await failed.text();
  expect(body).toContain("request-0001");
  expect(body).not.toContain("secret_table");
});
