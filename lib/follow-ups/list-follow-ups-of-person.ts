import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { type FollowUpRow, followUpColumns, toFollowUp } from "./_follow-up-row";
import type { FollowUp } from "./schema";

const shownMax = 100;
const PersonInput = z.object({ personKey: z.string().min(1).max(320) });

/** The follow-ups of a person, the latest day first; at most a hundred. */
export async function listFollowUpsOfPerson(ctx: Context, input: { personKey: string }): Promise<FollowUp[]> {
  const { userId } = requirePermission(ctx, "follow_up.read");
  const { personKey } = parseInput(PersonInput, input);
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<FollowUpRow>(
      `SELECT ${followUpColumns} FROM follow_ups f WHERE f.user_id = $1 AND f.person_key = $2
        ORDER BY f.follow_up_date DESC LIMIT ${shownMax}`,
      [userId, personKey],
    );
    return rows.map(toFollowUp);
  });
}
