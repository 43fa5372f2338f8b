import { expect } from "vitest";
import { leadTemperatures } from "@/lib/leads/lead-temperature";
import { test } from "@/test/in-transaction";
import { callDirections, callOutcomes, callSources, callStatuses } from "./schema";

test("each closed set of values is the same in the database and in the code", async ({ db }) => {
  const sets = {
    calls_status_is_known: callStatuses,
    calls_call_source_is_known: callSources,
    calls_lead_type_is_known: callDirections,
    agent_call_outcomes_outcome_is_known: callOutcomes,
    lead_analytics_tag_is_known: leadTemperatures,
  };
  const { rows } = await db.query<{ name: keyof typeof sets; definition: string }>(
    "SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = ANY ($1)",
    [Object.keys(sets)],
  );
  expect(rows).toHaveLength(Object.keys(sets).length);
  for (const { name, definition } of rows) {
    const allowed = [...definition.matchAll(/'([^']*)'/g)].map(([, value]) => value);
    expect({ name, allowed: allowed.sort() }).toEqual({ name, allowed: [...sets[name]].sort() });
  }
});
