import pg from "pg";
import { refusedAs } from "@/lib/db/refused-as";
import { AppError } from "@/lib/platform/errors";

const insufficientPrivilege = "42501";

const refuseLast = refusedAs({
  users_keep_a_super_admin: (cause) =>
    new AppError("CONFLICT", "This is the last active super admin. Make somebody else one first.", { cause }),
});

/**
 * What the database refused of a change to an account, in words for the administrator: it holds these rules itself, as only it can
 * while several administrators work at once. Anything else is thrown as it came.
 */
export function refusedByDatabase(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.code === insufficientPrivilege) {
    throw new AppError("FORBIDDEN", "Only a super admin may do this to this account.", { cause: error });
  }
  return refuseLast(error);
}
