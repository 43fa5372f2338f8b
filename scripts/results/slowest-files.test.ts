import { expect, test } from "vitest";
import { slowestFiles } from "./slowest-files";

test("the ten slowest files are shown, slowest first, each once for every project that ran it", () => {
  const quick = Array.from({ length: 20 }, (_, at) => ({
    project: "unit",
    file: `lib/${at}.test.ts`,
    seconds: at / 10,
  }));
  const table = slowestFiles([
    ...quick,
    { project: "app", file: "test/app/idor.app.test.ts", seconds: 9.96 },
    { project: "app-tls", file: "test/app/idor.app.test.ts", seconds: 123.45 },
    { project: "e2e", file: "e2e/calls.spec.ts", seconds: 47 },
  ]);
  expect(table).toBe(`The slowest test files:
seconds  project  file
  123.5  app-tls  test/app/idor.app.test.ts
   47.0  e2e      e2e/calls.spec.ts
   10.0  app      test/app/idor.app.test.ts
    1.9  unit     lib/19.test.ts
    1.8  unit     lib/18.test.ts
    1.7  unit     lib/17.test.ts
    1.6  unit     lib/16.test.ts
    1.5  unit     lib/15.test.ts
    1.4  unit     lib/14.test.ts
    1.3  unit     lib/13.test.ts`);
});

test("where nothing ran there is no table", () => {
  expect(slowestFiles([])).toBe("");
});
