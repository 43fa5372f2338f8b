import type { Counter } from "@/lib/metrics/declaration";
import { counters } from "@/lib/metrics/registry";
import { generated } from "./generated";

const tables = ["agent_analytics", "user_analytics", "user_daily_analytics"];

/** What adds up the counters of single requests in each row of days and hours. */
export function renderCtaTotals(): string {
  const { calls, ctaCalls } = counters;
  const requests = Object.values<Counter>(counters).filter(
    ({ behind }) => behind?.cta !== undefined && behind.cta !== ctaCalls.behind.cta,
  );
  return `${generated}
-- total_cta_interactions is the sum of the counters of single requests; cta_conversion_rate is calls with any of them per 100 calls.
CREATE OR REPLACE FUNCTION trg_analytics_cta_totals() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.total_cta_interactions := ${requests.map(({ column }) => `NEW.${column}`).join("\n    + ")};
  NEW.cta_conversion_rate := round(100.0 * NEW.${ctaCalls.column} / nullif(NEW.${calls.column}, 0), 2);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_analytics_cta_totals() IS
  'total_cta_interactions is the sum of the counters of single requests; cta_conversion_rate is calls with any of them per 100 calls';
${tables
  .map(
    (table) => `
CREATE OR REPLACE TRIGGER trigger_update_${table}_cta_totals
  BEFORE INSERT OR UPDATE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();
`,
  )
  .join("")}`;
}
