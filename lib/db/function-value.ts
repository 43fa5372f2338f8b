import { type RawBuilder, sql } from "kysely";
import { databaseFunctions, type FunctionArgs, type FunctionResult, type ValueFunction } from "./database-functions";

/** What a function of the database answers, as an expression of a statement. */
export function functionValue<N extends ValueFunction>(name: N, args: FunctionArgs<N>): RawBuilder<FunctionResult<N>> {
  return writeCall<FunctionResult<N>>(name, args);
}

/** A function call with named arguments, each of the declared type. */
export function writeCall<Answer>(
  name: keyof typeof databaseFunctions,
  args: Readonly<Record<string, unknown>>,
): RawBuilder<Answer> {
  const given = Object.entries(databaseFunctions[name].args).map(
    ([arg, type]) => sql`${sql.ref(arg)} => ${args[arg]}::${sql.raw(type.replace("?", ""))}`,
  );
  return sql<Answer>`${sql.id(name)}(${sql.join(given)})`;
}
