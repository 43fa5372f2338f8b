import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createLogger } from "./logger";

test("a secret never reaches the log, whatever carries it", () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLogger("info", sink);
  log.info({
    password: "canary",
    user: { token: "canary" },
    request: { headers: { authorization: "canary", "xi-api-key": "canary" } },
  });
  log.child({ requestId: "r-1" }).info({ connectionString: "canary" }, "connected");
  expect(lines.join("")).not.toContain("canary");
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({ level: "info", requestId: "r-1", msg: "connected" });
});
