-- A target or a trend that names no tenant is its agent's tenant's. By its name this comes before a target's figures are counted.
CREATE OR REPLACE FUNCTION trg_take_agents_tenant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  SELECT a.user_id INTO NEW.user_id FROM agents a WHERE a.id = NEW.agent_id;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_take_agents_tenant() IS 'A target or a trend that names no tenant is its agent''s tenant''s';

CREATE OR REPLACE TRIGGER trigger_agent_targets_1_take_tenant
  BEFORE INSERT ON agent_targets
  FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION trg_take_agents_tenant();

CREATE OR REPLACE TRIGGER trigger_agent_performance_trends_1_take_tenant
  BEFORE INSERT ON agent_performance_trends
  FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION trg_take_agents_tenant();

-- A trend that leaves its figures out takes them from its agent's days; what it is compared with is made by the next refresh.
CREATE OR REPLACE FUNCTION trg_agent_performance_trends_fill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  days record;
BEGIN
  SELECT coalesce(sum(total_calls), 0) AS calls, sum(successful_calls) AS successful_calls,
    coalesce(sum(leads_generated), 0) AS leads, coalesce(sum(qualified_leads), 0) AS qualified_leads
  INTO days FROM agent_analytics
  WHERE agent_id = NEW.agent_id AND user_id = NEW.user_id AND hour IS NULL AND date BETWEEN NEW.period_start AND NEW.period_end;
  NEW.total_calls := coalesce(NEW.total_calls, days.calls);
  NEW.leads_generated := coalesce(NEW.leads_generated, days.leads);
  NEW.qualified_leads := coalesce(NEW.qualified_leads, days.qualified_leads);
  NEW.success_rate := coalesce(NEW.success_rate, round(100.0 * days.successful_calls / nullif(days.calls, 0), 2));
  NEW.conversion_rate := coalesce(NEW.conversion_rate, round(100.0 * days.leads / nullif(days.calls, 0), 2));
  INSERT INTO stale_trends (tenant_id, day) SELECT id, NEW.period_start FROM users WHERE id = NEW.user_id ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_performance_trends_fill() IS
  'A trend that leaves its figures out takes them from its agent''s days, and waits to be compared';

CREATE OR REPLACE TRIGGER trigger_agent_performance_trends_2_fill
  BEFORE INSERT ON agent_performance_trends
  FOR EACH ROW WHEN (NEW.total_calls IS NULL OR NEW.leads_generated IS NULL OR NEW.qualified_leads IS NULL)
  EXECUTE FUNCTION trg_agent_performance_trends_fill();
