import { z } from "zod";
import type { Database } from "@/lib/db/database";
import { AppError } from "@/lib/platform/errors";

/** @throws AppError NOT_FOUND for a call without a lead or of another tenant. */
export async function setOverride(
  db: Database,
  userId: string,
  callId: string,
  { score, reason }: { score: number | null; reason: string | null },
): Promise<void> {
  const id = z.uuid().safeParse(callId);
  const changed = id.success
    ? await db.tenant(userId, (tx) =>
        tx.query(
          "UPDATE lead_analytics SET override_score = $3, override_reason = $4 WHERE user_id = $1 AND call_id = $2",
          [userId, id.data, score, reason],
        ),
      )
    : null;
  if (!changed?.rowCount) throw new AppError("NOT_FOUND", "There is no such call with a lead.");
}
