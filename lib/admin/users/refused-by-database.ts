import pg from "pg";
import { refusedAs } from "@/lib/db/refused-as";
import { AppError } from "@/lib/platform/errors";

const insufficientPrivilege = "42501";
const outOfRange = "22003";

const refuseByName = refusedAs({
  users_keep_a_super_admin: (cause) =>
    new AppError("CONFLICT", "This is the last active super admin. Give somebody else that role first.", { cause }),
  users_erasing_has_begun: (cause) =>
    new AppError("CONFLICT", "This account is being erased already and can no longer be kept.", { cause }),
  credit_transactions_within_admin_limit: (cause) =>
    refuseAmount("FORBIDDEN", "Only a super admin may move that many credits at once.", cause),
  credit_transactions_refund_within_charge: (cause) =>
    refuseAmount("CONFLICT", "A refund gives back at most what is left of the call's cost.", cause),
  credit_transactions_pkey: (cause) =>
    new AppError("CONFLICT", "This form was used already. Reload the page and enter it again.", { cause }),
});

function refuseAmount(code: "FORBIDDEN" | "CONFLICT" | "BAD_REQUEST", message: string, cause: unknown): AppError {
  return new AppError(code, message, { fields: { amount: message }, cause });
}

/**
 * Turns the database's refusal of a change to an account into a sentence for the administrator: only the database can enforce these rules
 * while several administrators work concurrently. Rethrows anything else.
 */
export function refusedByDatabase(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  if (error.code === insufficientPrivilege && error.constraint === undefined) {
    throw new AppError("FORBIDDEN", "Only a super admin may do this to this account.", { cause: error });
  }
  if (error.code === outOfRange) throw refuseAmount("BAD_REQUEST", "The balance would become too large.", error);
  return refuseByName(error);
}
