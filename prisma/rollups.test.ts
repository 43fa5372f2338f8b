import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { objectsFolder } from "./tools/list-objects";
import { renderRollups } from "./tools/rollups/render-rollups";

test.for(Object.entries(renderRollups()))("%s is what the counters say", ([name, sql]) => {
  expect(readFileSync(path.join(objectsFolder, name), "utf8")).toBe(sql);
});
