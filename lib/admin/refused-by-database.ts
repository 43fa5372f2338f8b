import pg from "pg";
import { refusedAs } from "@/lib/db/refused-as";
import { AppError } from "@/lib/platform/errors";

const insufficientPrivilege = "42501";

const refuseLast = refusedAs({
  users_keep_a_super_admin: (cause) =>
    new AppError("CONFLICT", "This is the last active super admin. Give somebody else that role first.", { cause }),
});

/**
 * Turns the database's refusal of a change to an account into a sentence for the administrator: only the database can enforce these rules
 * while several administrators work concurrently. Rethrows anything else.
 */
export function refusedByDatabase(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.code === insufficientPrivilege) {
    throw new AppError("FORBIDDEN", "Only a super admin may do this to this account.", { cause: error });
  }
  return refuseLast(error);
}
