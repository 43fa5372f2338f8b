import type { FunctionArgs, FunctionResult, ValueFunction } from "./database-functions";
import { functionValue } from "./function-value";
import type { Transaction } from "./transaction";

/** Calls a function of the database and returns what it answers. */
export async function callFunction<N extends ValueFunction>(
  { kysely }: Pick<Transaction, "kysely">,
  name: N,
  args: FunctionArgs<N>,
): Promise<FunctionResult<N>> {
  const { answer } = await kysely
    .selectNoFrom(functionValue(name, args).as("answer"))
    // The answer is of the function's own type, which Kysely cannot tell of a name that is not known yet.
    .$castTo<{ answer: FunctionResult<N> }>()
    .executeTakeFirstOrThrow();
  return answer;
}
