import { type AliasedRawBuilder, sql } from "kysely";
import { databaseFunctions, type FunctionArgs, type FunctionRow, type RowsFunction } from "./database-functions";
import { writeCall } from "./function-value";

/** The rows that a function of the database answers, to be selected from under the function's name. */
export function functionRows<N extends RowsFunction>(
  name: N,
  args: FunctionArgs<N>,
): AliasedRawBuilder<FunctionRow<N>, N> {
  const columns = Object.keys(databaseFunctions[name].rows).map((column) => sql.id(column));
  return writeCall<FunctionRow<N>>(name, args).as<N>(sql`${sql.id(name)} (${sql.join(columns)})`);
}
