import type { z } from "zod";
import { AppError } from "./errors";

/**
 * The input in the schema's shape.
 * @throws AppError BAD_REQUEST with the first sentence about each wrong field.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const name = String(path[0] ?? "");
    if (name && !fields.has(name)) fields.set(name, message);
  }
  throw new AppError("BAD_REQUEST", "Check the marked fields.", {
    fields: Object.fromEntries(fields),
  });
}
