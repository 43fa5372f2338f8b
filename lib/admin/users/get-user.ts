import { sql } from "kysely";
import { z } from "zod";
import { type Context, userRoles } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { findLockoutEnd } from "@/lib/auth/sign-in/find-lockout-end";
import { transactionTypes } from "@/lib/billing/transaction-type";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { oneOf } from "@/lib/platform/one-of";
import { AuditDetails } from "../audit-log/schema";
import { signInMethods, type UserDetail, type UserHistoryEntry, type UserLedgerEntry } from "./schema";

const ledgerMax = 10;
const attemptsMax = 10;
const historyMax = 30;
const listedMax = 50;

const GetUserInput = z.object({ id: z.uuid() });

/**
 * An account with what it does, owns and has cost, and what administrators did to it. Admins only.
 * @throws AppError NOT_FOUND for an unknown account.
 */
export async function getUser(ctx: Context, input: unknown): Promise<UserDetail> {
  requirePermission(ctx, "user.read");
  const parsed = GetUserInput.safeParse(input);
  if (!parsed.success) throw noSuchAccount();
  const { id } = parsed.data;
  const now = ctx.clock.now();
  return ctx.db.admin(async (tx) => {
    const account = await readAccount(tx, id);
    if (!account) throw noSuchAccount();
    return {
      ...(await readFacts(tx, id, account)),
      lockedUntil: (await findLockoutEnd(tx, { email: account.email, now }))?.toISOString() ?? null,
      totals: await readTotals(tx, id),
      days: await readDays(tx, id),
      agents: await readAgents(tx, id),
      numbers: await readNumbers(tx, id),
      sessions: await readSessions(tx, id),
      attempts: await readAttempts(tx, account.email),
      ledger: await readLedger(tx, id),
      history: await readHistory(tx, id),
      asOf: now.toISOString(),
    };
  });
}

const noSuchAccount = () => new AppError("NOT_FOUND", "There is no such account.");
const isoOf = (instant: Date | null | undefined) => instant?.toISOString() ?? null;

type Account = NonNullable<Awaited<ReturnType<typeof readAccount>>>;

function readAccount({ prisma }: Transaction, id: string) {
  return prisma.user.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      isActive: true,
      emailVerified: true,
      authProvider: true,
      passwordChangedAt: true,
      timezone: true,
      country: true,
      credits: true,
      createdAt: true,
      deleteAfter: true,
    },
  });
}

async function readFacts({ prisma, kysely }: Transaction, id: string, account: Account) {
  const { role, emailVerified, authProvider, passwordChangedAt, createdAt, deleteAfter, ...same } = account;
  const factor = await prisma.secondFactor.findUnique({ where: { userId: id }, select: { confirmedAt: true } });
  const linked = await prisma.oauthAccount.findMany({
    where: { userId: id },
    orderBy: { provider: "asc" },
    select: { provider: true },
  });
  const signIns = await kysely
    .selectFrom("user_login_stats")
    .select(["login_attempts", "failed_logins", "last_login_at", "last_failed_login_at"])
    .where("user_id", "=", id)
    .executeTakeFirstOrThrow();
  return {
    ...same,
    role: oneOf(userRoles, role),
    isVerified: emailVerified,
    method: oneOf(signInMethods, authProvider),
    providers: linked.map(({ provider }) => oneOf(signInMethods, provider)),
    passwordChangedAt: isoOf(passwordChangedAt),
    secondFactorSince: isoOf(factor?.confirmedAt),
    createdAt: createdAt.toISOString(),
    deleteAfter: isoOf(deleteAfter),
    signIns: {
      attempts: signIns.login_attempts,
      failed: signIns.failed_logins,
      lastAt: isoOf(signIns.last_login_at),
      lastFailedAt: isoOf(signIns.last_failed_login_at),
    },
  };
}

async function readTotals({ kysely }: Transaction, id: string): Promise<UserDetail["totals"]> {
  const month = await kysely
    .selectFrom("user_kpi_summary")
    .select([
      "calls_30d",
      "successful_calls_30d",
      "duration_minutes_30d",
      "leads_30d",
      "qualified_leads_30d",
      "credits_used_30d",
    ])
    .where("user_id", "=", id)
    .executeTakeFirst();
  const lifetime = await kysely
    .selectFrom("user_stats")
    .select([
      "total_calls",
      "successful_calls",
      "phone_calls",
      "internet_calls",
      "unknown_calls",
      "total_duration_minutes",
      "leads_generated",
      "qualified_leads",
      "credits_used",
    ])
    .where("user_id", "=", id)
    .executeTakeFirstOrThrow();
  return [
    { label: "Calls", month: month?.calls_30d ?? null, lifetime: lifetime.total_calls },
    { label: "Successful calls", month: month?.successful_calls_30d ?? null, lifetime: lifetime.successful_calls },
    { label: "Minutes", month: month?.duration_minutes_30d ?? null, lifetime: lifetime.total_duration_minutes },
    { label: "Lead calls", month: month?.leads_30d ?? null, lifetime: lifetime.leads_generated },
    { label: "Qualified leads", month: month?.qualified_leads_30d ?? null, lifetime: lifetime.qualified_leads },
    { label: "Credits used", month: month?.credits_used_30d ?? null, lifetime: lifetime.credits_used },
  ];
}

async function readDays({ kysely }: Transaction, id: string): Promise<UserDetail["days"]> {
  const rows = await kysely
    .selectFrom("recent_call_analytics")
    .select(["date_period", "total_calls", "successful_calls", "leads_generated"])
    .where("user_id", "=", id)
    .orderBy("date_period")
    .execute();
  return rows.map((row) => ({
    day: row.date_period,
    calls: row.total_calls,
    successfulCalls: row.successful_calls,
    leads: row.leads_generated,
  }));
}

async function readAgents({ kysely }: Transaction, id: string): Promise<UserDetail["agents"]> {
  const rows = await kysely
    .selectFrom("agent_performance_summary as s")
    .innerJoin("agents as g", "g.id", "s.agent_id")
    .select([
      "s.agent_id",
      "s.name",
      "s.is_active",
      "s.month_calls",
      "s.lifetime_calls",
      "s.last_call_date",
      "g.elevenlabs_agent_id",
    ])
    .where("s.user_id", "=", id)
    .orderBy("s.is_active", "desc")
    .orderBy("s.name")
    .orderBy("s.agent_id")
    .limit(listedMax)
    .execute();
  return rows.map((row) => ({
    id: row.agent_id,
    name: row.name,
    providerAgentId: row.elevenlabs_agent_id,
    isActive: row.is_active,
    monthCalls: row.month_calls,
    lifetimeCalls: row.lifetime_calls,
    lastCallDate: row.last_call_date,
  }));
}

function readNumbers({ kysely }: Transaction, id: string): Promise<UserDetail["numbers"]> {
  return kysely
    .selectFrom("phone_numbers")
    .select(["id", "name", "phone_number as number", "is_active as isActive"])
    .where("assigned_to_user_id", "=", id)
    .orderBy("is_active", "desc")
    .orderBy("name")
    .limit(listedMax)
    .execute();
}

async function readSessions({ kysely }: Transaction, id: string): Promise<UserDetail["sessions"]> {
  const rows = await kysely
    .selectFrom("active_user_sessions")
    .select((eb) => [
      "id",
      eb.fn<string | null>("host", ["ip_address"]).as("ipAddress"),
      "user_agent as userAgent",
      "created_at",
      "last_used_at",
    ])
    .where("user_id", "=", id)
    .orderBy("last_used_at", "desc")
    .orderBy("id")
    .limit(listedMax)
    .execute();
  return rows.map(({ created_at, last_used_at, ...row }) => ({
    ...row,
    openedAt: created_at.toISOString(),
    lastUsedAt: last_used_at.toISOString(),
  }));
}

async function readAttempts({ kysely }: Transaction, email: string): Promise<UserDetail["attempts"]> {
  const rows = await kysely
    .selectFrom("login_attempts")
    .select((eb) => [
      "id",
      "attempted_at",
      eb.fn<string | null>("host", ["ip_address"]).as("ipAddress"),
      "failure_reason as reason",
    ])
    .where("email", "=", email)
    .orderBy("attempted_at", "desc")
    .limit(attemptsMax)
    .execute();
  return rows.map(({ attempted_at, ...row }) => ({ ...row, at: attempted_at.toISOString() }));
}

async function readLedger({ kysely }: Transaction, id: string): Promise<UserDetail["ledger"]> {
  const rows = await kysely
    .selectFrom("credit_transactions as t")
    .select((eb) => [
      "t.id",
      "t.entry_number",
      "t.type",
      "t.amount",
      "t.balance_after",
      "t.description",
      "t.occurred_at",
      "t.call_id",
      "t.is_correction",
      eb
        .selectFrom("credit_transactions as r")
        .select(sql<number>`-sum(r.amount)::integer`.as("cost"))
        .whereRef("r.call_id", "=", "t.call_id")
        .as("cost"),
    ])
    .where("t.user_id", "=", id)
    .orderBy("t.entry_number", "desc")
    .limit(ledgerMax)
    .execute();
  const entries = rows.map((row): UserLedgerEntry => {
    const isCharge = row.type === "usage" && !row.is_correction;
    return {
      id: row.id,
      entryNumber: Number(row.entry_number),
      type: oneOf(transactionTypes, row.type),
      amount: row.amount,
      balanceAfter: row.balance_after,
      description: row.description,
      occurredAt: row.occurred_at.toISOString(),
      callId: row.call_id,
      refundable: isCharge ? Math.max(0, row.cost ?? 0) : 0,
    };
  });
  // They are numbered from 1 without gaps.
  return { entries, count: entries[0]?.entryNumber ?? 0 };
}

async function readHistory({ kysely }: Transaction, id: string): Promise<UserHistoryEntry[]> {
  const actions = await kysely
    .selectFrom("admin_audit_log as l")
    .innerJoin("users as u", "u.id", "l.admin_user_id")
    .select(["l.id", "l.created_at", "u.name", "l.action", "l.details"])
    .where("l.target_user_id", "=", id)
    .where("l.action", "<>", "user.note")
    .orderBy("l.entry_number", "desc")
    .limit(historyMax)
    .execute();
  const notes = await kysely
    .selectFrom("user_notes as n")
    .innerJoin("users as u", "u.id", "n.admin_user_id")
    .select(["n.id", "n.created_at", "u.name", "n.note"])
    .where("n.target_user_id", "=", id)
    .orderBy("n.created_at", "desc")
    .orderBy("n.id", "desc")
    .limit(historyMax)
    .execute();
  const entries: UserHistoryEntry[] = [
    ...actions.map((row) => ({
      kind: "action" as const,
      id: row.id,
      at: row.created_at.toISOString(),
      by: row.name,
      action: row.action,
      details: AuditDetails.parse(row.details),
    })),
    ...notes.map((row) => ({
      kind: "note" as const,
      id: row.id,
      at: row.created_at.toISOString(),
      by: row.name,
      note: row.note,
    })),
  ];
  return entries.sort((a, b) => b.at.localeCompare(a.at)).slice(0, historyMax);
}
