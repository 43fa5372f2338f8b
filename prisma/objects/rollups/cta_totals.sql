-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- total_cta_interactions is the sum of the counters of single requests; cta_conversion_rate is calls with any of them per 100 calls.
CREATE OR REPLACE FUNCTION trg_analytics_cta_totals() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.total_cta_interactions := NEW.cta_pricing_clicks
    + NEW.cta_demo_clicks
    + NEW.cta_followup_clicks
    + NEW.cta_sample_clicks
    + NEW.cta_human_escalations;
  NEW.cta_conversion_rate := round(100.0 * NEW.cta_calls / nullif(NEW.total_calls, 0), 2);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_analytics_cta_totals() IS
  'total_cta_interactions is the sum of the counters of single requests; cta_conversion_rate is calls with any of them per 100 calls';

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON agent_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON user_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();

CREATE OR REPLACE TRIGGER trigger_update_user_daily_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON user_daily_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();
