import { z } from "zod";
import type { CallDirection, CallSource } from "@/lib/calls/schema";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { type LeadRow, leadColumns, leadJoins, toLead } from "./_lead-row";
import { ctaColumns } from "./_scope";
import { readScoredCalls } from "./_scored-calls";
import { leadNotFound } from "./lead-not-found";
import type { LeadDetail } from "./schema";

type Row = LeadRow & {
  identity_kind: LeadDetail["identityKind"];
  first_call_id: string;
  first_call_at: Date;
  first_call_source: CallSource;
  first_lead_type: CallDirection;
  best_call_id: string;
  was_qualified: boolean;
  contact_id: string | null;
  contact_name: string | null;
};

/**
 * A person who called and showed a lead, with how each call was judged.
 * @throws AppError NOT_FOUND for an id that is malformed, missing or another tenant's.
 */
export async function getLead(ctx: Context, input: { id: string }): Promise<LeadDetail> {
  const { userId } = requirePermission(ctx, "lead.read");
  const id = z.uuid().safeParse(input.id);
  if (!id.success) throw leadNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<Row>(
      `SELECT ${leadColumns}, l.identity_kind, l.first_call_id, l.first_call_at, l.first_call_source, l.first_lead_type,
         l.best_call_id, l.was_qualified, p.id AS contact_id, nullif(p.name, '') AS contact_name
       FROM leads l ${leadJoins} WHERE l.user_id = $1 AND l.id = $2`,
      [userId, id.data],
    );
    const [row] = rows;
    if (!row) throw leadNotFound();
    return {
      ...toLead(row),
      identityKind: row.identity_kind,
      firstCall: {
        id: row.first_call_id,
        at: row.first_call_at.toISOString(),
        source: row.first_call_source,
        direction: row.first_lead_type,
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
      contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name },
      asOf: ctx.clock.now().toISOString(),
    };
  });
}
