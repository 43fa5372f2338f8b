import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { callFunction } from "./call-function";
import { databaseFunctions } from "./database-functions";
import { functionRows } from "./function-rows";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());

type Declared = { args: Record<string, string>; returns?: string; rows?: Record<string, string> };
type Found = { name: string; type: string; mode: string; hasDefault: boolean };

/** A function's arguments and columns, its result, and how many functions have its name. */
async function inspect(name: string) {
  const parameters = await harness.rows<Found>(
    `SELECT a.name, a.type::regtype::text AS type, a.mode, a.place > p.pronargs - p.pronargdefaults AND a.mode = 'i' AS "hasDefault"
     FROM pg_proc p CROSS JOIN LATERAL unnest(
       coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames,
       coalesce(p.proargmodes::text[], array_fill('i'::text, ARRAY[p.pronargs::integer]))
     ) WITH ORDINALITY AS a (type, name, mode, place)
     WHERE p.pronamespace = 'public'::regnamespace AND p.proname = $1 ORDER BY a.place`,
    [name],
  );
  const [answer] = await harness.rows<{ type: string; isSet: boolean; count: number }>(
    `SELECT min(prorettype::regtype::text) AS type, bool_or(proretset) AS "isSet", count(*)::integer AS count
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = $1`,
    [name],
  );
  return { parameters, answer };
}

/** A type as the catalogue writes it. */
async function canonical(type: string): Promise<string> {
  const [row] = await harness.rows<{ type: string }>("SELECT $1::regtype::text AS type", [type.replace("?", "")]);
  return row?.type ?? "";
}

test.each(Object.entries<Declared>(databaseFunctions))("%s is what the catalogue says", async (name, declared) => {
  const { parameters, answer } = await inspect(name);
  expect(answer?.count, "a name of one function").toBe(1);
  const inputs = parameters.filter(({ mode }) => mode === "i");
  for (const input of inputs) {
    const type = declared.args[input.name];
    if (type === undefined) expect(input.hasDefault, `${input.name} must be given`).toBe(true);
    else expect(await canonical(type), input.name).toBe(input.type);
  }
  expect(Object.keys(declared.args).filter((arg) => !inputs.some((input) => input.name === arg))).toEqual([]);

  expect(answer?.isSet).toBe(declared.rows !== undefined);
  const rows = Object.entries(declared.rows ?? {});
  const columns = parameters.filter(({ mode }) => mode === "t");
  const types: string[] = [];
  for (const [, type] of rows) types.push(await canonical(type));
  if (declared.returns !== undefined) expect(await canonical(declared.returns)).toBe(answer?.type);
  // One column of a set of values has no name in the catalogue.
  else if (columns.length === 0) expect(types).toEqual([answer?.type]);
  else expect(rows.map(([column], index) => [column, types[index]])).toEqual(columns.map((c) => [c.name, c.type]));
});

test("a function is called with its arguments by name, and its rows are selected from by its own", async () => {
  const tenant = await harness.createTenant();
  const { answer, rows } = await harness.db.job(async (tx) => ({
    answer: await callFunction(tx, "cleanup_trigger_error_log", { rows_max: 10 }),
    rows: await tx.kysely
      .selectFrom(functionRows("list_tenants", {}))
      .select("list_tenants.tenant")
      .where("tenant", "=", tenant.userId)
      .execute(),
  }));
  expect(answer).toBe(0);
  expect(rows).toEqual([{ tenant: tenant.userId }]);
});
