import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { hashLinkToken, newLinkToken } from "./link-token";
import { verificationHours } from "./verification-hours";

const hourMs = 3_600_000;

type NewToken = { userId: string; email: string; now: Date };

/**
 * A link's token that proves `email` for an account. The account's earlier links of the same kind stop working: those for its own
 * address, or those for a new one.
 */
export async function issueVerificationToken(tx: Transaction, { userId, email, now }: NewToken): Promise<string> {
  const token = newLinkToken();
  await tx.kysely
    .updateTable("email_verification_tokens as t")
    .from("users as u")
    .set({ expires_at: now })
    .where("t.user_id", "=", userId)
    .where("u.id", "=", userId)
    .where("t.used_at", "is", null)
    .where("t.expires_at", ">", now)
    .where(sql<boolean>`(t.email = u.email) = (${email} = u.email)`)
    .execute();
  await tx.prisma.emailVerificationToken.deleteMany({
    where: { userId, expiresAt: { lt: new Date(now.getTime() - verificationHours * hourMs) } },
  });
  const expiresAt = new Date(now.getTime() + verificationHours * hourMs);
  await tx.prisma.emailVerificationToken.create({
    data: { userId, email, tokenHash: hashLinkToken(token), expiresAt, createdAt: now },
    select: { id: true },
  });
  return token;
}
