-- The best agent of some days, wherever one is named: most qualified leads, then leads, then successful calls, among active agents with at
-- least ten counted calls; of equals the older one.
CREATE OR REPLACE FUNCTION find_best_agent(tenant uuid, first_day date, last_day date) RETURNS uuid
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT a.agent_id FROM agent_analytics a JOIN agents g ON g.id = a.agent_id AND g.user_id = a.user_id
  WHERE a.user_id = tenant AND g.is_active AND a.hour IS NULL AND a.date BETWEEN first_day AND last_day
  GROUP BY a.agent_id HAVING sum(a.total_calls) >= 10
  ORDER BY sum(a.qualified_leads) DESC, sum(a.leads_generated) DESC, sum(a.successful_calls) DESC, a.agent_id LIMIT 1
$$;
COMMENT ON FUNCTION find_best_agent(uuid, date, date) IS
  'The active agent with most qualified leads, then leads, then successful calls, among those with ten calls; NULL without one';
