import type { FunctionArgs, FunctionResult, ValueFunction } from "./database-functions";
import { functionValue } from "./function-value";
import { readValue } from "./read-value";
import type { Transaction } from "./transaction";

/** Calls a function of the database and returns what it answers. */
export function callFunction<N extends ValueFunction>(
  { kysely }: Pick<Transaction, "kysely">,
  name: N,
  args: FunctionArgs<N>,
): Promise<FunctionResult<N>> {
  return readValue(kysely, functionValue(name, args));
}
