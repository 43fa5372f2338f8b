import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { hasNotBegun, ImportId, importHasBegun, importNotFound, selectImport, uncounted, updateImport } from "./_scope";
import { emailFields, type ImportMapping, importFields, isWithin, phoneFields } from "./import-fields";
import { knownContactRules } from "./import-status";

const Column = z
  .string()
  .regex(/^\d{0,3}$/)
  .nullish()
  .transform((text) => (text ? Number(text) : undefined));

/** Column numbers arrive as form text; an empty one means that no column has the field. */
const MappingInput = z.object({
  ...Object.fromEntries(importFields.map((field) => [field, Column])),
  knownContacts: z.enum(knownContactRules, { error: "Choose what to do with existing contacts." }),
  hasHeader: z.enum(["yes", "no"]),
  country: z
    .string()
    .regex(/^([A-Z]{2})?$/, "Choose one from the list.")
    .nullish()
    .transform((text) => text || null),
});

/**
 * Says which column is what and has the file checked by it, also again; nothing is imported yet.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT once it runs; BAD_REQUEST when no column has a number or
 * an address, or one is taken twice.
 */
export async function mapImport(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  const { knownContacts, hasHeader, country, ...chosen } = parseInput(MappingInput, input);
  const mapping = mappingOf(chosen);
  return ctx.db.tenant(userId, async (tx) => {
    const found = await selectImport(tx, userId, id)
      .select(["status", "has_header", sql<number>`jsonb_array_length(columns)`.as("columns")])
      .forUpdate()
      .executeTakeFirst();
    if (!found) throw importNotFound();
    if (!hasNotBegun(found.status)) throw importHasBegun();
    if (!isWithin(mapping, found.columns)) throw new AppError("BAD_REQUEST", "There is no such column.");
    const isNamed = hasHeader === "yes";
    await updateImport(tx, userId, id)
      .set((eb) => ({
        status: "checking",
        mapping: JSON.stringify(mapping),
        known_contacts: knownContacts,
        has_header: isNamed,
        country,
        row_count: eb("row_count", "+", Number(found.has_header) - Number(isNamed)),
        ...uncounted,
        failure: null,
        work_id: null,
      }))
      .execute();
    await callFunction(tx, "request_contact_import", { import: id });
    return { id };
  });
}

function mappingOf(chosen: Record<string, unknown>): ImportMapping {
  const mapping: ImportMapping = {};
  const fields: Record<string, string> = {};
  for (const field of importFields) {
    const index = chosen[field];
    if (typeof index !== "number") continue;
    if (Object.values(mapping).includes(index)) fields[field] = "This column is already used for another field.";
    mapping[field] = index;
  }
  if ([...phoneFields, ...emailFields].every((field) => mapping[field] === undefined)) {
    fields.phone = "Choose the column with the number or the one with the email address.";
  }
  if (Object.keys(fields).length > 0) throw new AppError("BAD_REQUEST", "Check the columns.", { fields });
  return mapping;
}
