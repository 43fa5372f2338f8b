import pg from "pg";
import type { AppError } from "@/lib/platform/errors";

/** What the database's refusals mean to the user, each by the name of the constraint that refuses. */
export type Refusals = Readonly<Record<string, (refusal: pg.DatabaseError) => AppError>>;

/**
 * For `catch`: an error of one of these constraints becomes the verb's own, whichever way the statement came. Anything else is thrown
 * as it is.
 */
export function refusedAs(refusals: Refusals): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof pg.DatabaseError) || error.constraint === undefined) throw error;
    const refusal = Object.hasOwn(refusals, error.constraint) ? refusals[error.constraint] : undefined;
    throw refusal ? refusal(error) : error;
  };
}
