import { sql } from "kysely";
import type pg from "pg";
import { z } from "zod";
import { type UserRole, userRoles } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { hashPassword } from "@/lib/auth/passwords/hash-password";
import { type PasswordOwner, passwordWeakness } from "@/lib/auth/passwords/password-weakness";
import { endSessions } from "@/lib/auth/sessions/end-sessions";
import { openKysely } from "@/lib/db/open-kysely";
import { refusedAs } from "@/lib/db/refused-as";
import { runAsOwner } from "@/lib/db/run-transaction";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { oneOf } from "@/lib/platform/one-of";
import { typedAddress } from "@/lib/platform/typed-address";
import { readSettings } from "@/lib/settings/read-settings";

const passwordCharactersMax = 1024;

const CreateAdminInput = z.object({
  email: z.string().overwrite(typedAddress).pipe(z.email().max(320)),
  name: z.string().trim().min(1).max(255).optional(),
  role: z.enum(["admin", "super_admin"]).optional(),
});
type CreateAdminInput = z.infer<typeof CreateAdminInput>;

export type AdminCreated = { outcome: "created" | "promoted" | "unchanged"; email: string; role: UserRole };

type Account = { id: string; role: UserRole; isActive: boolean; isVerified: boolean };

const ranks: Readonly<Record<UserRole, number>> = { user: 0, admin: 1, super_admin: 2 };

/**
 * Makes the first super admin, over the connection of the database's owner; once there is one, the role must be named. An existing
 * account is promoted and keeps its password. Run again, it changes nothing.
 * @param askPassword is only called for a new account.
 * @throws AppError BAD_REQUEST for an address, a name or a password that will not do, CONFLICT when there is a super admin and no
 * role is named, or when the account is closed or its address was never confirmed.
 */
export async function createAdmin(
  owner: pg.Client,
  input: { email: unknown; name?: unknown; role?: unknown },
  askPassword: () => Promise<string>,
): Promise<AdminCreated> {
  const parsed = CreateAdminInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", explain(parsed.error));
  const { email, name } = parsed.data;
  const existing = await findAccount(owner, email);
  const role = await chooseRole(owner, parsed.data, existing);
  if (existing && ranks[existing.role] >= ranks[role]) return { outcome: "unchanged", email, role: existing.role };
  // Somebody else may have signed up with this address, and would keep their password.
  if (existing && !existing.isVerified) {
    throw new AppError(
      "CONFLICT",
      `The account ${email} has not confirmed its address: open the link in the mail first.`,
    );
  }
  if (!existing && !name) throw new AppError("BAD_REQUEST", 'A new account needs a name: --name "…".');
  const passwordHash = existing
    ? null
    : await hashPassword(await checkPassword(owner, await askPassword(), { email, name: name ?? "" }));

  await runAsOwner(owner, async (tx) => {
    const id = existing?.id ?? newId();
    if (existing) await promote(tx, existing, role);
    else {
      await tx.kysely
        .insertInto("users")
        .values({
          id,
          email,
          name: name ?? "",
          role,
          password_hash: passwordHash,
          password_changed_at: sql<Date>`now()`,
          email_verified: true,
        })
        .execute()
        .catch(refuseTakenAddress);
    }
    await logAdminAction(
      tx,
      {
        // Nobody is signed in at the terminal: the account stands for the person who ran the command.
        actor: { kind: "user", userId: id, role, timezone: "UTC" },
        client: { ipAddress: null, userAgent: "npm run admin:create" },
      },
      {
        action: existing ? "user.change_role" : "user.create",
        resourceType: "users",
        resourceId: id,
        targetUserId: id,
        details: { before: existing ? { role: existing.role } : null, after: { email, role }, by: "command line" },
      },
    );
  });
  return { outcome: existing ? "promoted" : "created", email, role };
}

const refuseTakenAddress = refusedAs({
  users_email_key: (cause) =>
    new AppError("CONFLICT", "Somebody has signed up with this address just now. Run the command again.", { cause }),
});

async function findAccount(owner: pg.Client, email: string): Promise<Account | undefined> {
  const account = await openKysely(owner)
    .selectFrom("users")
    .select(["id", "role", "is_active as isActive", "email_verified as isVerified"])
    .where("email", "=", email)
    .executeTakeFirst();
  return account && { ...account, role: oneOf(userRoles, account.role) };
}

async function chooseRole(
  owner: pg.Client,
  { email, role }: CreateAdminInput,
  existing: Account | undefined,
): Promise<UserRole> {
  if (existing && !existing.isActive) {
    throw new AppError("CONFLICT", `The account ${email} is closed. Open it again before you give it a role.`);
  }
  if (role) return role;
  if (existing?.role === "super_admin") return "super_admin";
  const other = await openKysely(owner)
    .selectFrom("users")
    .select("id")
    .where("role", "=", "super_admin")
    .where("is_active", "=", true)
    .limit(1)
    .executeTakeFirst();
  if (!other) return "super_admin";
  throw new AppError(
    "CONFLICT",
    "There is a super admin already, who can appoint others. To make another from here, add --role admin or --role super_admin.",
  );
}

async function checkPassword(owner: pg.Client, password: string, account: PasswordOwner): Promise<string> {
  if (password.length > passwordCharactersMax) {
    throw new AppError("BAD_REQUEST", "A password has at most 1,024 characters.");
  }
  const { password_min_length: charactersMin } = await readSettings({ kysely: openKysely(owner) }, [
    "password_min_length",
  ]);
  const weakness = await passwordWeakness(password, charactersMin, account);
  if (weakness) throw new AppError("BAD_REQUEST", `Choose another password. ${weakness}`);
  return password;
}

async function promote(tx: Transaction, { id }: Account, role: UserRole): Promise<void> {
  await tx.prisma.user.update({ where: { id }, data: { role }, select: { id: true } });
  await endSessions(tx, { userId: id, reason: "role_changed" });
}

function explain(error: z.ZodError): string {
  const field = error.issues[0]?.path[0];
  if (field === "role") return "The role is admin or super_admin.";
  if (field === "name") return "The name has 1 to 255 characters.";
  return "Give an email address: --email somebody@example.com.";
}
