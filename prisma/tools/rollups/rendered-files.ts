import { readFileSync } from "node:fs";
import path from "node:path";
import { objectsFolder } from "../list-objects";
import { renderRollups } from "./render-rollups";
import { renderSchema } from "./render-schema";

const root = path.join(import.meta.dirname, "../../..");
export const schemaFile = "prisma/schema.prisma";

/** Every file that the registry of metrics makes or makes a part of, by its path in the repository, with the text that it should have. */
export function renderedFiles(): Record<string, string> {
  const objects = path.relative(root, objectsFolder);
  const made = Object.entries(renderRollups()).map(([name, sql]) => [path.join(objects, name), sql]);
  return {
    ...Object.fromEntries(made),
    [schemaFile]: renderSchema(readFileSync(path.join(root, schemaFile), "utf8")),
  };
}
