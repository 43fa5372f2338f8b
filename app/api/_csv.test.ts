import { expect, test } from "vitest";
import { csvAnswer } from "./_csv";

type Pages = AsyncIterable<readonly (readonly unknown[])[]>;

function source(pages: (readonly unknown[])[][], breaksAt = Number.POSITIVE_INFINITY) {
  const seen = { asked: 0, isClosed: false };
  async function* read() {
    try {
      for (const page of pages) {
        seen.asked += 1;
        if (seen.asked === breaksAt) throw new Error("The connection is gone");
        yield page;
      }
    } finally {
      seen.isClosed = true;
    }
  }
  return { seen, pages: read() };
}

const closed = { count: 0 };
const file = (pages: Pages, signal = new AbortController().signal) => {
  closed.count = 0;
  const close = async () => {
    closed.count += 1;
  };
  const reading = { signal, requestId: "request-0001", close };
  return csvAnswer({ name: "calls", header: ["Started (UTC)", "Caller"], pages }, reading);
};

test("a download begins with what spreadsheets need, and holds every line of every page", async () => {
  const { seen, pages } = source([[["2026-03-01T10:00:00Z", "Ada, Countess"]], [], [[null, "=1+1"]]]);
  const answer = await file(pages);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="calls.csv"');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).toBe(
    '\uFEFFStarted (UTC),Caller\r\n2026-03-01T10:00:00Z,"Ada, Countess"\r\n,\'=1+1\r\n',
  );
  expect(seen.isClosed).toBe(true);
  expect(closed.count).toBeGreaterThan(0);
});

test("pages are read as the client takes them, and no further once it has gone", async () => {
  const { seen, pages } = source(Array.from({ length: 50 }, (_, n) => [[n, n]]));
  const reader = (await file(pages)).body?.getReader();
  await reader?.read();
  await reader?.read();
  expect(seen.asked).toBeLessThan(5);
  await reader?.cancel();
  expect(seen).toMatchObject({ isClosed: true });
  expect(seen.asked).toBeLessThan(5);
  expect(closed.count).toBeGreaterThan(0);
});

test("an aborted request ends the file and closes its source", async () => {
  const gone = new AbortController();
  const { seen, pages } = source([[[1, 1]], [[2, 2]], [[3, 3]]]);
  const reader = (await file(pages, gone.signal)).body?.getReader();
  await reader?.read();
  gone.abort();
  while (!(await reader?.read())?.done);
  expect(seen.isClosed).toBe(true);
  expect(closed.count).toBeGreaterThan(0);
});

test("the source is released when the last page is read, however slowly the client receives it", async () => {
  const { pages } = source([[[1, 1]]]);
  const reader = (await file(pages)).body?.getReader();
  await reader?.read();
  await expect.poll(() => closed.count).toBeGreaterThan(0);
});

test("a file that cannot start fails before the response, and one that fails later does not end normally", async () => {
  await expect(file(source([[[1, 1]]], 1).pages)).rejects.toThrow("The connection is gone");
  expect(closed.count).toBeGreaterThan(0);
  const answer = await file(source([[[1, 1]], [[2, 2]], [[3, 3]]], 3).pages);
  await expect(answer.text()).rejects.toThrow("The connection is gone");
  expect(closed.count).toBeGreaterThan(0);
});
