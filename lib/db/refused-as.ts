import pg from "pg";
import type { AppError } from "@/lib/platform/errors";

/** What the database's errors mean to the user, by the name of the violated constraint. */
export type Refusals = Readonly<Record<string, (refusal: pg.DatabaseError) => AppError>>;

/**
 * For `catch`: turns a violation of one of these constraints into the verb's own error, whichever of the three ways was used. Rethrows
 * anything else.
 */
export function refusedAs(refusals: Refusals): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof pg.DatabaseError) || error.constraint === undefined) throw error;
    const refusal = Object.hasOwn(refusals, error.constraint) ? refusals[error.constraint] : undefined;
    throw refusal ? refusal(error) : error;
  };
}
