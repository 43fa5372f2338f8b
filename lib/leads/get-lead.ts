import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { callDirections, callSources } from "@/lib/calls/schema";
import { oneOf } from "@/lib/platform/one-of";
import { selectLeads, toLead } from "./_lead-row";
import { ctaColumns } from "./_scope";
import { readScoredCalls } from "./_scored-calls";
import { leadNotFound } from "./lead-not-found";
import { identityKinds, type LeadDetail } from "./schema";

/**
 * A person who called and showed a lead, with how each call was scored.
 * @throws AppError NOT_FOUND for an id that is malformed, missing or another tenant's.
 */
export async function getLead(ctx: Context, input: { id: string }): Promise<LeadDetail> {
  const { userId } = requirePermission(ctx, "lead.read");
  const id = z.uuid().safeParse(input.id);
  if (!id.success) throw leadNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const row = await selectLeads(tx.kysely)
      .select([
        "l.identity_kind",
        "l.first_call_id",
        "l.first_call_at",
        "l.first_call_source",
        "l.first_lead_type",
        "l.best_call_id",
        "l.was_qualified",
        "p.id as contact_id",
        "p.name as contact_name",
      ])
      .where("l.user_id", "=", userId)
      .where("l.id", "=", id.data)
      .executeTakeFirst();
    if (!row) throw leadNotFound();
    return {
      ...toLead(row),
      identityKind: oneOf(identityKinds, row.identity_kind),
      firstCall: {
        id: row.first_call_id,
        at: row.first_call_at.toISOString(),
        source: oneOf(callSources, row.first_call_source),
        direction: oneOf(callDirections, row.first_lead_type),
      },
      bestCallId: row.best_call_id,
      wasQualified: row.was_qualified,
      ctaCalls: {
        pricing: row[ctaColumns.pricing],
        demo: row[ctaColumns.demo],
        followup: row[ctaColumns.followup],
        sample: row[ctaColumns.sample],
        human: row[ctaColumns.human],
      },
      scores: await readScoredCalls(tx, userId, row.person_key),
      contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name || null },
      asOf: ctx.clock.now().toISOString(),
    };
  });
}
