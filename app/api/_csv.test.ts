import { expect, test } from "vitest";
import { csvAnswer } from "./_csv";

function source(pages: (readonly unknown[])[][]) {
  const seen = { asked: 0, isClosed: false };
  async function* read() {
    try {
      for (const page of pages) {
        seen.asked += 1;
        yield page;
      }
    } finally {
      seen.isClosed = true;
    }
  }
  return { seen, pages: read() };
}
const file = (pages: AsyncIterable<readonly (readonly unknown[])[]>, signal = new AbortController().signal) =>
  csvAnswer({ name: "calls", header: ["Started (UTC)", "Caller"], pages, signal });

test("a download begins with what spreadsheets need, and holds every line of every page", async () => {
  const { seen, pages } = source([[["2026-03-01T10:00:00Z", "Ada, Countess"]], [], [[null, "=1+1"]]]);
  const answer = file(pages);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="calls.csv"');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).toBe(
    '\uFEFFStarted (UTC),Caller\r\n2026-03-01T10:00:00Z,"Ada, Countess"\r\n,\'=1+1\r\n',
  );
  expect(seen.isClosed).toBe(true);
});

test("pages are read as the client takes them, and no further once it has gone", async () => {
  const { seen, pages } = source(Array.from({ length: 50 }, (_, n) => [[n, n]]));
  const reader = file(pages).body?.getReader();
  await reader?.read();
  await reader?.read();
  expect(seen.asked).toBeLessThan(5);
  await reader?.cancel();
  expect(seen).toMatchObject({ isClosed: true });
  expect(seen.asked).toBeLessThan(5);
});

test("a request that was given up ends the file and closes what it read from", async () => {
  const gone = new AbortController();
  const { seen, pages } = source([[[1, 1]], [[2, 2]], [[3, 3]]]);
  const reader = file(pages, gone.signal).body?.getReader();
  await reader?.read();
  gone.abort();
  while (!(await reader?.read())?.done);
  expect(seen.isClosed).toBe(true);
});
