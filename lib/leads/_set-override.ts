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
    ? await db.tenant(userId, ({ prisma }) =>
        prisma.leadAnalytics.updateMany({
          where: { userId, callId: id.data },
          data: { overrideScore: score, overrideReason: reason },
        }),
      )
    : null;
  if (!changed?.count) throw new AppError("NOT_FOUND", "There is no such call with a lead.");
}
