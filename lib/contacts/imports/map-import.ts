import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { asJson, hasNotBegun, ImportId, importHasBegun, importNotFound, uncounted } from "./_scope";
import { emailFields, type ImportMapping, importFields, isWithin, phoneFields } from "./import-fields";
import { knownContactRules } from "./import-status";

const Column = z
  .string()
  .regex(/^\d{0,3}$/)
  .nullish()
  .transform((text) => (text ? Number(text) : undefined));

/** Column numbers come as a form's text; an empty one is a field that no column has. */
const MappingInput = z.object({
  ...Object.fromEntries(importFields.map((field) => [field, Column])),
  knownContacts: z.enum(knownContactRules, { error: "Choose what happens with known contacts." }),
  hasHeader: z.enum(["yes", "no"]),
  country: z
    .string()
    .regex(/^([A-Z]{2})?$/, "Choose one of the list.")
    .nullish()
    .transform((text) => text || null),
});

/**
 * Says which column is what and has the file checked by it, also anew; nothing is imported yet.
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
    const { rows } = await tx.query<{ isOpen: boolean; hasHeader: boolean; columns: number }>(
      `SELECT ${hasNotBegun} AS "isOpen", has_header AS "hasHeader", jsonb_array_length(columns) AS columns FROM contact_imports
       WHERE user_id = $1 AND id = $2 FOR UPDATE`,
      [userId, id],
    );
    const [found] = rows;
    if (!found) throw importNotFound();
    if (!found.isOpen) throw importHasBegun();
    if (!isWithin(mapping, found.columns)) throw new AppError("BAD_REQUEST", "There is no such column.");
    const isNamed = hasHeader === "yes";
    await tx.query(
      `UPDATE contact_imports SET status = 'checking', mapping = $3, known_contacts = $4, has_header = $5, country = $6,
         row_count = row_count + $7, ${uncounted}, failure = NULL, work_id = NULL
       WHERE user_id = $1 AND id = $2`,
      [userId, id, asJson(mapping), knownContacts, isNamed, country, Number(found.hasHeader) - Number(isNamed)],
    );
    await tx.query("SELECT request_contact_import($1)", [id]);
    return { id };
  });
}

function mappingOf(chosen: Record<string, unknown>): ImportMapping {
  const mapping: ImportMapping = {};
  const fields: Record<string, string> = {};
  for (const field of importFields) {
    const index = chosen[field];
    if (typeof index !== "number") continue;
    if (Object.values(mapping).includes(index)) fields[field] = "This column is taken for another field already.";
    mapping[field] = index;
  }
  if ([...phoneFields, ...emailFields].every((field) => mapping[field] === undefined)) {
    fields.phone = "Say which column has the number, or which has the email address.";
  }
  if (Object.keys(fields).length > 0) throw new AppError("BAD_REQUEST", "The columns are not clear yet.", { fields });
  return mapping;
}
