-- The means of an agent's period are read from this alone.
CREATE INDEX agent_call_outcomes_rated_idx ON agent_call_outcomes (user_id, agent_id, call_date)
  INCLUDE (call_id, call_quality_score, customer_satisfaction)
  WHERE call_quality_score IS NOT NULL OR customer_satisfaction IS NOT NULL;
