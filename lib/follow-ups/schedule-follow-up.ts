import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { requirePhoneNumber } from "@/lib/contacts/require-phone-number";
import type { Transaction } from "@/lib/db/transaction";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { readDefaultCountry } from "@/lib/settings/read-default-country";
import { selectFollowUps, toFollowUp } from "./_follow-up-row";
import { callNotFound, refuseFollowUp } from "./refuse-follow-up";
import { requireFutureDay } from "./require-future-day";
import { type FollowUp, ScheduleInput } from "./schema";

/**
 * Notes that a person is to be followed up on a day.
 * @throws AppError BAD_REQUEST for a day that has passed or a person who cannot be told, CONFLICT when the person has a pending
 * follow-up on that day, NOT_FOUND for a call that is missing or another tenant's.
 */
export async function scheduleFollowUp(ctx: Context, input: unknown): Promise<FollowUp> {
  const { userId, timezone } = requirePermission(ctx, "follow_up.write");
  const { callId, name, phone, email, date, remark } = parseInput(ScheduleInput, input);
  requireFutureDay(date, todayIn(timezone, ctx.clock.now()));
  if (!callId && !phone && !email) {
    throw new AppError("BAD_REQUEST", "Enter the phone number or email address of the person to follow up.");
  }
  return ctx.db
    .tenant(userId, async (tx) => {
      const number = phone ? requirePhoneNumber(phone, await readDefaultCountry(tx, userId)) : null;
      const key = callId ? await personOfCall(tx, userId, callId) : null;
      const { id } = await tx.prisma.followUp.create({
        data: {
          userId,
          callId: callId ?? null,
          personKey: key,
          leadName: name ?? null,
          leadPhone: number,
          leadEmail: email ?? null,
          followUpDate: new Date(date),
          remark: remark || null,
        },
        select: { id: true },
      });
      const row = await selectFollowUps(tx.kysely, userId).where("f.id", "=", id).executeTakeFirstOrThrow();
      return toFollowUp(row);
    })
    .catch(refuseFollowUp(date));
}

async function personOfCall(tx: Transaction, userId: string, callId: string): Promise<string> {
  const call = await tx.prisma.call.findFirst({ where: { userId, id: callId }, select: { personKey: true } });
  if (!call) throw callNotFound();
  return call.personKey;
}
