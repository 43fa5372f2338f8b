import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { selectFollowUps, toFollowUp } from "./_follow-up-row";
import type { FollowUp } from "./schema";

const shownMax = 100;
const PersonInput = z.object({ personKey: z.string().min(1).max(320) });

/** The follow-ups of a person, the latest day first; at most a hundred. */
export async function listFollowUpsOfPerson(ctx: Context, input: { personKey: string }): Promise<FollowUp[]> {
  const { userId } = requirePermission(ctx, "follow_up.read");
  const { personKey } = parseInput(PersonInput, input);
  return ctx.db.tenant(userId, async (tx) => {
    const rows = await selectFollowUps(tx.kysely, userId)
      .where("f.person_key", "=", personKey)
      .orderBy("f.follow_up_date", "desc")
      .limit(shownMax)
      .execute();
    return rows.map(toFollowUp);
  });
}
