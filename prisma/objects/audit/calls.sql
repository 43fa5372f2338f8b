-- What a call says of itself and what belongs to it agree: its day, minutes, price and outcome, its lead's agent, day and
-- judgement, and whether its contact is a customer.
CREATE OR REPLACE FUNCTION find_call_faults(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_day_is_not_its_start', c.user_id, 'calls', c.id::text, format('%s began at %s in %s', c.call_date, c.started_at, u.timezone)
  FROM calls c JOIN users u ON u.id = c.user_id
  WHERE c.call_date <> (c.started_at AT TIME ZONE u.timezone)::date AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'minutes_are_not_started_minutes', c.user_id, 'calls', c.id::text,
    format('%s seconds, %s minutes', c.duration_seconds, c.duration_minutes)
  FROM calls c WHERE c.duration_minutes <> ceil(c.duration_seconds / 60.0) AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'credits_are_not_minutes_times_rate', c.user_id, 'calls', c.id::text,
    format('%s credits, %s minutes at %s', c.credits_used, c.duration_minutes, c.credits_per_minute)
  FROM calls c
  WHERE c.status <> 'in_progress' AND c.credits_used <> c.duration_minutes * c.credits_per_minute
    AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'ended_call_has_no_outcome', c.user_id, 'calls', c.id::text, c.status::text
  FROM calls c
  WHERE c.status <> 'in_progress' AND NOT EXISTS (SELECT FROM agent_call_outcomes o WHERE o.call_id = c.id)
    AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'lead_is_not_on_its_calls_day', l.user_id, 'lead_analytics', l.id::text,
    format('lead: %s %s, call: %s %s', l.agent_id, l.call_date, c.agent_id, c.call_date)
  FROM lead_analytics l JOIN calls c ON c.id = l.call_id
  WHERE (l.agent_id, l.call_date) <> (c.agent_id, c.call_date) AND (tenant IS NULL OR l.user_id = tenant)
  UNION ALL
  SELECT 'outcome_is_not_on_its_calls_day', o.user_id, 'agent_call_outcomes', o.id::text,
    format('outcome: %s %s, call: %s %s', o.agent_id, o.call_date, c.agent_id, c.call_date)
  FROM agent_call_outcomes o JOIN calls c ON c.id = o.call_id
  WHERE (o.agent_id, o.call_date) <> (c.agent_id, c.call_date) AND (tenant IS NULL OR o.user_id = tenant)
  UNION ALL
  -- Judged by the thresholds of its time: only a lead made since they last changed can be held against them.
  SELECT 'lead_is_judged_wrongly', l.user_id, 'lead_analytics', l.id::text,
    format('score %s, tag %s, %s', coalesce(l.ai_total_score::text, 'none'), l.ai_lead_status_tag,
      CASE WHEN l.ai_is_qualified THEN 'qualified' ELSE 'not qualified' END)
  FROM lead_analytics l CROSS JOIN (
    SELECT max(s.updated_at) AS since,
      max(s.config_value) FILTER (WHERE s.config_key = 'qualified_lead_score')::integer AS qualified,
      max(s.config_value) FILTER (WHERE s.config_key = 'hot_lead_score')::integer AS hot,
      max(s.config_value) FILTER (WHERE s.config_key = 'warm_lead_score')::integer AS warm
    FROM system_config s WHERE s.config_key IN ('qualified_lead_score', 'hot_lead_score', 'warm_lead_score')
  ) rules
  WHERE (tenant IS NULL OR l.user_id = tenant) AND (
    l.ai_total_score IS NULL AND (l.ai_is_qualified OR l.ai_lead_status_tag <> 'cold')
    OR l.created_at > rules.since AND (
      l.ai_is_qualified <> (l.ai_total_score >= rules.qualified)
      OR l.ai_lead_status_tag <> CASE WHEN l.ai_total_score >= rules.hot THEN 'hot' WHEN l.ai_total_score >= rules.warm THEN 'warm' ELSE 'cold' END))
  UNION ALL
  SELECT 'lead_is_not_what_its_judge_says', l.user_id, 'lead_analytics', l.id::text,
    format('counts as %s %s, the AI says %s %s, a person %s %s', coalesce(l.total_score::text, 'none'), l.lead_status_tag,
      coalesce(l.ai_total_score::text, 'none'), l.ai_lead_status_tag, coalesce(l.override_score::text, 'nothing'), l.override_tag)
  FROM lead_analytics l
  WHERE (tenant IS NULL OR l.user_id = tenant) AND (l.total_score, l.lead_status_tag, l.is_qualified) IS DISTINCT FROM (
    CASE WHEN l.override_score IS NULL THEN l.ai_total_score ELSE l.override_score END,
    CASE WHEN l.override_score IS NULL THEN l.ai_lead_status_tag ELSE l.override_tag END,
    CASE WHEN l.override_score IS NULL THEN l.ai_is_qualified ELSE l.override_is_qualified END)
  UNION ALL
  SELECT 'read_mark_is_wrong', l.user_id, 'lead_analytics', l.id::text,
    CASE WHEN l.is_read THEN 'says that it was read, and is unread' ELSE 'says that it is unread, and was read' END
  FROM lead_analytics l JOIN users u ON u.id = l.user_id
  WHERE l.notified_at IS NOT NULL AND l.is_read = coalesce(l.unread_at > coalesce(u.notifications_read_until, '-infinity'), false)
    AND (tenant IS NULL OR l.user_id = tenant)
  UNION ALL
  SELECT 'outcome_and_lead_disagree', o.user_id, 'agent_call_outcomes', o.id::text,
    format('outcome: %s, lead: %s', o.is_qualified_lead, l.is_qualified)
  FROM agent_call_outcomes o JOIN lead_analytics l ON l.call_id = o.call_id
  WHERE o.is_qualified_lead <> l.is_qualified AND (tenant IS NULL OR o.user_id = tenant)
  UNION ALL
  SELECT 'customer_flag_is_wrong', k.user_id, 'contacts', k.id::text,
    CASE WHEN k.is_customer THEN 'marked as a customer, and is none' ELSE 'is a customer, and not marked' END
  FROM contacts k
  WHERE k.is_customer <> EXISTS (SELECT FROM customers m WHERE m.contact_id = k.id) AND (tenant IS NULL OR k.user_id = tenant)
  UNION ALL
  SELECT 'calls_flag_is_wrong', k.user_id, 'contacts', k.id::text,
    CASE WHEN k.has_calls THEN 'marked as one with calls, and has none' ELSE 'has calls, and is not marked' END
  FROM contacts k
  WHERE k.has_calls <> EXISTS (SELECT FROM calls c WHERE c.contact_id = k.id AND c.user_id = k.user_id) AND (tenant IS NULL OR k.user_id = tenant)
$$;
COMMENT ON FUNCTION find_call_faults(uuid) IS
  'Calls, outcomes, leads and contacts that contradict each other; of one tenant, or of all';
