-- object: audit/calls.sql sha256:f9680d469d3fce3512811c29d34416bf2204c095ef353c49c8eb18b5a94e1e4e
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

-- object: audit/targets.sql sha256:dc0e739a8a76045a0d65e103195158546bfe701df9b39f8da53f1474ad2f6aba
-- What a target has reached is what its agent's calls and leads of the period add up to, and its achievement the mean, over the
-- targets that are set, of the share that was reached of each.
CREATE OR REPLACE FUNCTION find_target_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH targets AS MATERIALIZED (
    SELECT t.*, u.timezone, t.target_date::timestamp + CASE t.target_type WHEN 'daily' THEN interval '1 day'
      WHEN 'weekly' THEN interval '7 days' WHEN 'monthly' THEN interval '1 month' ELSE interval '3 months' END AS ends_before
    FROM agent_targets t JOIN users u ON u.id = t.user_id WHERE tenant IS NULL OR t.user_id = tenant
  ), days AS MATERIALIZED (
    SELECT c.agent_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      count(*) FILTER (WHERE c.status IN ('completed', 'failed')) AS calls,
      count(*) FILTER (WHERE c.status = 'completed') AS successful_calls, count(l.id) AS leads
    FROM calls c JOIN users u ON u.id = c.user_id LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE (tenant IS NULL OR c.user_id = tenant) AND c.agent_id IN (SELECT t.agent_id FROM targets t)
    GROUP BY 1, 2
  ), reached AS (
    SELECT t.id, coalesce(sum(d.calls), 0) AS calls, coalesce(sum(d.successful_calls), 0) AS successful_calls, coalesce(sum(d.leads), 0) AS leads
    FROM targets t LEFT JOIN days d ON d.agent_id = t.agent_id AND d.date >= t.target_date AND d.date < t.ends_before
    GROUP BY t.id
  ), achieved AS (
    SELECT r.*, (
      SELECT round(100 * avg(least(coalesce(part.actual / part.target, 0), 1)), 2)
      FROM (VALUES (r.calls, t.target_calls::numeric), (r.leads, t.target_leads),
        (100 * r.successful_calls / nullif(r.calls, 0), t.target_success_rate),
        (100 * r.leads / nullif(r.calls, 0), t.target_conversion_rate)) part (actual, target)
      WHERE part.target IS NOT NULL) AS percentage
    FROM reached r JOIN targets t ON t.id = r.id
  )
  SELECT 'target_is_not_its_calls', t.user_id, 'agent_targets', t.id::text,
    format('%s calls, %s successful, %s leads, %s %%; should be %s, %s, %s, %s %%', t.actual_calls, t.actual_successful_calls, t.actual_leads,
      t.achievement_percentage, a.calls, a.successful_calls, a.leads, a.percentage), t.target_date
  FROM targets t JOIN achieved a ON a.id = t.id
  WHERE (t.actual_calls, t.actual_successful_calls, t.actual_leads) <> (a.calls, a.successful_calls, a.leads)
    -- The column rounds each share once more on its way.
    OR abs(t.achievement_percentage - a.percentage) > 0.01 OR (t.achievement_percentage IS NULL) <> (a.percentage IS NULL)
$$;
COMMENT ON FUNCTION find_target_differences(uuid) IS
  'Targets whose figures are not what the calls and leads of their period add up to, with the day to rebuild; of one tenant, or of all';

-- object: core/call_facts.sql sha256:ce271b0c174b3067b403fb0816479fa0f5c83e437be15d78d8dc748c318ceea3
-- A lead or an outcome takes from its call what the writer leaves out of what it repeats of it: agent, day, beginning, person, source,
-- direction, and whether the call is counted. The foreign key keeps the two together.
CREATE OR REPLACE FUNCTION trg_take_call_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  call calls;
BEGIN
  SELECT * INTO call FROM calls WHERE id = NEW.call_id;
  -- A call that is not there is the foreign key's to refuse.
  NEW.agent_id := coalesce(NEW.agent_id, call.agent_id, NEW.call_id);
  NEW.call_date := coalesce(NEW.call_date, call.call_date, '-infinity');
  NEW.call_started_at := coalesce(NEW.call_started_at, call.started_at, '-infinity');
  NEW.person_key := coalesce(NEW.person_key, call.person_key, '');
  NEW.call_source := coalesce(NEW.call_source, call.call_source, '');
  NEW.lead_type := coalesce(NEW.lead_type, call.lead_type, '');
  NEW.is_counted := coalesce(NEW.is_counted, call.is_counted, false);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_lead_analytics_take_call_facts
  BEFORE INSERT ON lead_analytics
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_call_facts
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

-- An outcome that does not say how good the lead was agrees with the call's lead, if there is one.
CREATE OR REPLACE FUNCTION trg_agent_call_outcomes_take_lead() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  lead lead_analytics;
BEGIN
  SELECT * INTO lead FROM lead_analytics WHERE call_id = NEW.call_id;
  NEW.is_qualified_lead := coalesce(lead.is_qualified, false);
  NEW.lead_temperature := coalesce(NEW.lead_temperature, lead.lead_status_tag);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_call_outcomes_take_lead() IS
  'An outcome that does not say how good the lead was agrees with the call''s lead';

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_lead
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.is_qualified_lead IS NULL) EXECUTE FUNCTION trg_agent_call_outcomes_take_lead();

-- object: core/fill_calls.sql sha256:be225274103d4508cb1b5fe249762228cf621b319af8676a9886b4f85548e877
-- A call that says no more than the documentation asks for began when it was written, lasted started minutes, and cost what it says
-- for each of them. By its name this comes before the trigger that takes the day from the beginning; whoever gives all of it never meets it.
CREATE OR REPLACE FUNCTION trg_calls_fill() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.started_at := coalesce(NEW.started_at, NEW.created_at);
  NEW.duration_minutes := coalesce(NEW.duration_minutes, ceil(NEW.duration_seconds / 60.0));
  NEW.credits_per_minute := coalesce(NEW.credits_per_minute,
    CASE WHEN NEW.credits_used % nullif(NEW.duration_minutes, 0) = 0 THEN NEW.credits_used / NEW.duration_minutes ELSE 0 END);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_calls_fill() IS 'A call''s beginning, started minutes and rate follow from what the writer gives, when left out';

CREATE OR REPLACE TRIGGER trigger_calls_fill
  BEFORE INSERT ON calls
  FOR EACH ROW WHEN (NEW.started_at IS NULL OR NEW.duration_minutes IS NULL OR NEW.credits_per_minute IS NULL)
  EXECUTE FUNCTION trg_calls_fill();

-- object: leads/judge_leads.sql sha256:a78969665dcf1b91c1eff5072b7ef68e25f371fd267862709a9e44a7ae1097d4
-- What a score means by the settings of the day, wherever somebody does not say it himself.
CREATE OR REPLACE FUNCTION lead_tag_of(score integer) RETURNS text
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT CASE WHEN score >= setting_integer('hot_lead_score') THEN 'hot' WHEN score >= setting_integer('warm_lead_score') THEN 'warm' ELSE 'cold' END
$$;
COMMENT ON FUNCTION lead_tag_of(integer) IS 'hot, warm or cold by the settings; cold without a score';

CREATE OR REPLACE FUNCTION is_qualified_score(score integer) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT coalesce(score >= setting_integer('qualified_lead_score'), false)
$$;
COMMENT ON FUNCTION is_qualified_score(integer) IS 'Whether a score qualifies a lead by the settings';

-- The score that counts is the person's where there is one, else the AI's: total_score, lead_status_tag and is_qualified are always
-- derived. What is written to them counts as the AI's judgement, except where a person has overruled it; a correction by the AI never
-- touches the person's, and without it the AI's newest is back. Tag and qualification that a writer does not give, or leaves as they
-- were while the score changes, follow from the score by the settings.
CREATE OR REPLACE FUNCTION trg_lead_analytics_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ai_lead_status_tag IS NULL THEN
      NEW.ai_total_score := coalesce(NEW.ai_total_score, NEW.total_score);
      NEW.ai_lead_status_tag := coalesce(NEW.lead_status_tag, lead_tag_of(NEW.ai_total_score));
      NEW.ai_is_qualified := coalesce(NEW.is_qualified, is_qualified_score(NEW.ai_total_score));
    END IF;
    NEW.ai_is_qualified := coalesce(NEW.ai_is_qualified, is_qualified_score(NEW.ai_total_score));
  ELSE
    IF OLD.override_score IS NULL
      AND (NEW.total_score, NEW.lead_status_tag, NEW.is_qualified) IS DISTINCT FROM (OLD.total_score, OLD.lead_status_tag, OLD.is_qualified)
      AND (NEW.ai_total_score, NEW.ai_lead_status_tag, NEW.ai_is_qualified)
        IS NOT DISTINCT FROM (OLD.ai_total_score, OLD.ai_lead_status_tag, OLD.ai_is_qualified) THEN
      NEW.ai_total_score := NEW.total_score;
      NEW.ai_lead_status_tag := NEW.lead_status_tag;
      NEW.ai_is_qualified := NEW.is_qualified;
    END IF;
    IF NEW.ai_total_score IS DISTINCT FROM OLD.ai_total_score THEN
      IF NEW.ai_lead_status_tag = OLD.ai_lead_status_tag THEN
        NEW.ai_lead_status_tag := lead_tag_of(NEW.ai_total_score);
      END IF;
      IF NEW.ai_is_qualified = OLD.ai_is_qualified THEN
        NEW.ai_is_qualified := is_qualified_score(NEW.ai_total_score);
      END IF;
    END IF;
  END IF;

  IF NEW.override_score IS NULL THEN
    NEW.total_score := NEW.ai_total_score;
    NEW.lead_status_tag := NEW.ai_lead_status_tag;
    NEW.is_qualified := NEW.ai_is_qualified;
  ELSE
    NEW.total_score := NEW.override_score;
    -- Half an override is a constraint's to refuse.
    NEW.lead_status_tag := coalesce(NEW.override_tag, NEW.ai_lead_status_tag);
    NEW.is_qualified := coalesce(NEW.override_is_qualified, NEW.ai_is_qualified);
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_judge() IS
  'A lead''s score, tag and qualification are the person''s where one has overruled the AI, else the AI''s';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_judge
  BEFORE INSERT OR UPDATE ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_lead_analytics_judge();

-- A person says a score and why; what follows from the score by the settings of the day, and who it was and when, nobody says. By its
-- name this trigger comes before the one that derives what counts.
-- depends on: core/setting_integer.sql
CREATE OR REPLACE FUNCTION trg_lead_analytics_appoint_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.override_tag := CASE WHEN NEW.override_score IS NOT NULL THEN lead_tag_of(NEW.override_score) END;
  NEW.override_is_qualified := CASE WHEN NEW.override_score IS NOT NULL THEN is_qualified_score(NEW.override_score) END;
  NEW.overridden_at := CASE WHEN NEW.override_score IS NOT NULL THEN clock_timestamp() END;
  NEW.overridden_by := CASE WHEN NEW.override_score IS NOT NULL THEN app_user_id() END;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_appoint_judge() IS
  'What follows from a person''s score, and who gave it when, are the database''s to say; an override that is taken away leaves nothing';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_appoint_judge
  BEFORE UPDATE OF override_score, override_reason ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_lead_analytics_appoint_judge();

-- A call's outcome agrees with its lead about whether it is qualified and how warm it is; that the caller was not interested is
-- the outcome's own finding and stays. By its name this is the first of the statement's triggers, so that all rows are locked before the
-- rollups are held: leads, outcomes, rollups.
CREATE OR REPLACE FUNCTION trg_lead_analytics_tell_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
BEGIN
  UPDATE agent_call_outcomes o
  SET is_qualified_lead = n.is_qualified,
    lead_temperature = CASE WHEN o.lead_temperature = 'not_interested' THEN o.lead_temperature ELSE n.lead_status_tag END
  FROM leads_new n LEFT JOIN leads_old p ON p.id = n.id
  WHERE o.call_id = n.call_id AND (n.is_qualified, n.lead_status_tag) IS DISTINCT FROM (p.is_qualified, p.lead_status_tag)
    AND (o.is_qualified_lead <> n.is_qualified OR o.lead_temperature IS DISTINCT FROM n.lead_status_tag);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_tell_outcome() IS 'A call''s outcome follows what its lead is judged to be';

DROP TRIGGER IF EXISTS trigger_lead_analytics_tell_outcome ON lead_analytics;

CREATE OR REPLACE TRIGGER trigger_0_lead_tells_outcome_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_lead_analytics_tell_outcome();

CREATE OR REPLACE TRIGGER trigger_0_lead_tells_outcome_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_lead_analytics_tell_outcome();

-- object: notifications/time_notification.sql sha256:1f99d0756dd5941c8f5da4f23596ea4c10b07a37370a937c8405ab6eba525450
-- A lead becomes a notification at the moment it is first hot, has a demo or was handed to a human, and is none any more when it is
-- nothing of that. What becomes notable more than seven days after its call, because history was made, replayed or corrected, is
-- born read. The moment is the clock's, not the transaction's: one tenant's calls are booked one transaction after the other, so
-- nothing appears later with a moment that somebody has read up to.
-- Its name makes it run after the trigger that takes the call's beginning.
-- is_read is true exactly while nobody need be told: a writer's word about a new one stands, and what is read at once, up to
-- users.notifications_read_until, keeps its moment, by which that can be taken back.
CREATE OR REPLACE FUNCTION trg_leads_time_notification() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  is_history boolean;
  read_until timestamptz;
BEGIN
  IF NOT (NEW.lead_status_tag = 'hot' OR NEW.demo_scheduled_at IS NOT NULL OR NEW.cta_escalated_to_human) THEN
    NEW.notified_at := NULL;
    NEW.unread_at := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.notified_at IS NULL THEN
    NEW.notified_at := clock_timestamp();
    is_history := NEW.call_started_at < NEW.notified_at - interval '7 days';
    NEW.is_read := is_history OR NEW.is_read AND (TG_OP = 'INSERT' OR NOT OLD.is_read);
    IF is_history THEN
      NEW.notified_at := NEW.call_started_at;
    END IF;
    NEW.unread_at := CASE WHEN NOT NEW.is_read THEN NEW.notified_at END;
  ELSIF NEW.is_read = OLD.is_read THEN
    NEW.unread_at := OLD.unread_at;
  ELSE
    SELECT coalesce(u.notifications_read_until, '-infinity') INTO read_until FROM users u WHERE u.id = NEW.user_id;
    IF NEW.is_read THEN
      NEW.unread_at := CASE WHEN OLD.unread_at <= read_until THEN OLD.unread_at END;
    ELSE
      NEW.unread_at := CASE WHEN OLD.unread_at > read_until THEN OLD.unread_at ELSE clock_timestamp() END;
    END IF;
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_leads_time_notification() IS
  'A lead is a notification from the moment it is first notable, unread unless its call was more than seven days ago';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_time_notification
  BEFORE INSERT OR UPDATE OF total_score, lead_status_tag, ai_total_score, ai_lead_status_tag, demo_scheduled_at, cta_escalated_to_human, is_read, notified_at, unread_at ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_leads_time_notification();

-- object: rollups/agent_analytics_from_leads.sql sha256:c88e834afc9c9b79ffdb728a3c28a4e0618e1eb9d6db3db7c8092bef88f24102
-- An agent's day counts the leads of its counted calls, their temperature and their calls to action, by new minus old. A lead carries by
-- foreign key its call's agent and day and whether it is counted, so nothing is looked up in a call that may be gone or moving.
CREATE OR REPLACE FUNCTION trg_leads_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_new
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
    cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls
  )
  SELECT agent_id, user_id, call_date,
    sum(sign),
    sum(sign * (is_qualified)::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * (cta_pricing_clicked)::integer),
    sum(sign * (cta_demo_clicked)::integer),
    sum(sign * (cta_followup_clicked)::integer),
    sum(sign * (cta_sample_clicked)::integer),
    sum(sign * (cta_escalated_to_human)::integer),
    sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
    cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
    cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
    cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
    cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
    cta_calls = t.cta_calls + excluded.cta_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_cta
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_handle_lead_analytics_cta_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

-- object: rollups/agent_scores_from_leads.sql sha256:f47113801f6492811a1b5c97ed3be8209a5fe11d06cf8c6f03dc046ffac7ece2
-- An agent's day keeps each score of its counted calls as sum and count, so that its average stays exact whatever is corrected.
CREATE OR REPLACE FUNCTION trg_leads_daily_scores() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score, is_counted FROM leads_new
    EXCEPT ALL
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
    budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count
  )
  SELECT agent_id, user_id, call_date,
    sum(sign * coalesce(intent_score, 0)),
    sum(sign * (intent_score IS NOT NULL)::integer),
    sum(sign * coalesce(urgency_score, 0)),
    sum(sign * (urgency_score IS NOT NULL)::integer),
    sum(sign * coalesce(budget_score, 0)),
    sum(sign * (budget_score IS NOT NULL)::integer),
    sum(sign * coalesce(fit_score, 0)),
    sum(sign * (fit_score IS NOT NULL)::integer),
    sum(sign * coalesce(engagement_score, 0)),
    sum(sign * (engagement_score IS NOT NULL)::integer),
    sum(sign * coalesce(total_score, 0)),
    sum(sign * (total_score IS NOT NULL)::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
    intent_score_count = t.intent_score_count + excluded.intent_score_count,
    urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
    urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
    budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
    budget_score_count = t.budget_score_count + excluded.budget_score_count,
    fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
    fit_score_count = t.fit_score_count + excluded.fit_score_count,
    engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
    engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
    total_score_sum = t.total_score_sum + excluded.total_score_sum,
    total_score_count = t.total_score_count + excluded.total_score_count;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_analytics
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

-- object: rollups/analytics_cache_from_leads.sql sha256:04dcca3b9df2fd805d007ce35afe9a796f8d979d79b8f80b85655b6780d09a2c
-- A tenant's cached day, week (from Monday) and month count the leads of its counted calls and their calls to action, by new minus old.
CREATE OR REPLACE FUNCTION trg_leads_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_new
    EXCEPT ALL
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks, demo_requests,
    followup_requests, sample_requests, human_escalations
  )
  SELECT user_id, p.first_day, p.type,
    sum(sign),
    sum(sign * is_qualified::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * cta_pricing_clicked::integer),
    sum(sign * cta_demo_clicked::integer),
    sum(sign * cta_followup_clicked::integer),
    sum(sign * cta_sample_clicked::integer),
    sum(sign * cta_escalated_to_human::integer)
  FROM image CROSS JOIN LATERAL (VALUES
    ('daily', call_date),
    ('weekly', period_first_day('weekly', call_date)),
    ('monthly', period_first_day('monthly', call_date))) p (type, first_day)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    pricing_clicks = t.pricing_clicks + excluded.pricing_clicks,
    demo_requests = t.demo_requests + excluded.demo_requests,
    followup_requests = t.followup_requests + excluded.followup_requests,
    sample_requests = t.sample_requests + excluded.sample_requests,
    human_escalations = t.human_escalations + excluded.human_escalations;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

-- object: rollups/call_segments_from_leads.sql sha256:79dc8dcd864d227243b6d1e27d5afda5ecfe98ee8a6c3825a0c1d73061e8f669
-- A segment counts the leads of its counted calls and what these asked for, by new minus old. A lead carries its call's source and direction by foreign
-- key, as it carries agent and day, so nothing is looked up in a call that may be gone or moving.
CREATE OR REPLACE FUNCTION trg_leads_segment_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_new
    EXCEPT ALL
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, agent_id, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
      cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_segment_analytics AS t (
    user_id, date, agent_id, call_source, lead_type,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
    cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls
  )
  SELECT user_id, call_date, agent_id, call_source, lead_type,
    sum(sign),
    sum(sign * is_qualified::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * cta_pricing_clicked::integer),
    sum(sign * cta_demo_clicked::integer),
    sum(sign * cta_followup_clicked::integer),
    sum(sign * cta_sample_clicked::integer),
    sum(sign * cta_escalated_to_human::integer),
    sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer),
    sum(sign * (is_qualified AND (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human))::integer)
  FROM image
  GROUP BY user_id, call_date, agent_id, call_source, lead_type
  ORDER BY user_id, call_date, agent_id, call_source, lead_type
  ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
    cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
    cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
    cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
    cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
    cta_calls = t.cta_calls + excluded.cta_calls,
    qualified_cta_calls = t.qualified_cta_calls + excluded.qualified_cta_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_segment_analytics();

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_segment_analytics();

CREATE OR REPLACE TRIGGER trigger_update_call_segments_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_segment_analytics();

-- object: rollups/leads_from_lead_analytics.sql sha256:a8ed3a0b526ebd6aad06ab754b22880e5a1f2d6c23e8d4e65f24bbd0974e7138
-- A person's row in leads is what that person's leads add up to: whoever a statement touched is counted anew, under the lock of the
-- tenant's rollups, so that the last of several writers has seen what the others committed. Differences would not do: which call
-- is the first, the latest or the best cannot be told from one.
-- depends on: rollups/recompute_leads.sql
CREATE OR REPLACE FUNCTION trg_leads_by_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  touched record;
BEGIN
  -- Whoever marks leads as read changes nobody's sum, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
      lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name FROM leads_new
    EXCEPT ALL
    SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
      lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  FOR touched IN
    WITH gained AS (
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_new
      EXCEPT ALL
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_old
    ), lost AS (
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_old
      EXCEPT ALL
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_new
    )
    SELECT user_id, array_agg(person_key) AS keys
    FROM (SELECT user_id, person_key FROM gained UNION SELECT user_id, person_key FROM lost) persons
    GROUP BY user_id ORDER BY user_id
  LOOP
    PERFORM recompute_leads(touched.user_id, touched.keys);
  END LOOP;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_leads_by_person() IS 'A person''s row in leads is what that person''s leads add up to';

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

-- object: rollups/user_hours_from_leads.sql sha256:e2fff757e5cd7cad80556fbe01aed8ff37f3a445aeb58ebf36f15d72e94cc9c9
-- A tenant's hour counts the leads of its counted calls, their scores and their calls to action, by new minus old. The hour is that of the call's beginning in the tenant's zone, which
-- nobody changes while the rollups are held: a change of zone holds them too, and counts the hours anew.
CREATE OR REPLACE FUNCTION trg_leads_hourly_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- Whoever marks leads as read changes nothing that is counted, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score, is_counted FROM leads_new
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score, is_counted FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_new WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_old WHERE is_counted
  ), lost AS (
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_old WHERE is_counted
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_new WHERE is_counted
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
    cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, intent_score_sum, intent_score_count,
    urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count, fit_score_sum, fit_score_count,
    engagement_score_sum, engagement_score_count, total_score_sum, total_score_count
  )
  SELECT image.user_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
    sum(sign),
    sum(sign * is_qualified::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * cta_pricing_clicked::integer),
    sum(sign * cta_demo_clicked::integer),
    sum(sign * cta_followup_clicked::integer),
    sum(sign * cta_sample_clicked::integer),
    sum(sign * cta_escalated_to_human::integer),
    sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer),
    sum(sign * coalesce(intent_score, 0)),
    sum(sign * (intent_score IS NOT NULL)::integer),
    sum(sign * coalesce(urgency_score, 0)),
    sum(sign * (urgency_score IS NOT NULL)::integer),
    sum(sign * coalesce(budget_score, 0)),
    sum(sign * (budget_score IS NOT NULL)::integer),
    sum(sign * coalesce(fit_score, 0)),
    sum(sign * (fit_score IS NOT NULL)::integer),
    sum(sign * coalesce(engagement_score, 0)),
    sum(sign * (engagement_score IS NOT NULL)::integer),
    sum(sign * coalesce(total_score, 0)),
    sum(sign * (total_score IS NOT NULL)::integer)
  FROM image JOIN users u ON u.id = image.user_id
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
    cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
    cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
    cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
    cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
    cta_calls = t.cta_calls + excluded.cta_calls,
    intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
    intent_score_count = t.intent_score_count + excluded.intent_score_count,
    urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
    urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
    budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
    budget_score_count = t.budget_score_count + excluded.budget_score_count,
    fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
    fit_score_count = t.fit_score_count + excluded.fit_score_count,
    engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
    engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
    total_score_sum = t.total_score_sum + excluded.total_score_sum,
    total_score_count = t.total_score_count + excluded.total_score_count;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

-- object: settings/define_settings.sql sha256:8f29ae71df656b3254c47539fc0221a5845642ed049346b5f27cacbb3d6633ad
-- What each setting is: its type, default, bounds and meaning. A row that is written with no more than a key and a value takes the rest from
-- here; a key that the product does not know, as a new feature flag, has the type that its value reads as, and that value as its default.
CREATE OR REPLACE FUNCTION list_setting_definitions() RETURNS TABLE (
  config_key text, value_type text, default_value text, min_value numeric, max_value numeric, description text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  VALUES
    ('credits_per_minute', 'integer', '1', 0, 1000, 'Credits charged for each started minute of a call'),
    ('new_user_bonus_credits', 'integer', '15', 0, 100000, 'Free credits that a new user receives'),
    ('minimum_credit_purchase', 'integer', '100', 1, 1000000, 'Fewest credits that can be bought at once'),
    ('qualified_lead_score', 'integer', '70', 0, 100, 'A lead is qualified from this total score'),
    ('hot_lead_score', 'integer', '70', 0, 100, 'A lead is hot from this total score'),
    ('warm_lead_score', 'integer', '40', 0, 100, 'A lead is warm from this total score'),
    ('lead_weight_intent', 'integer', '30', 0, 100, 'Weight of the intent score in a total the provider does not give'),
    ('lead_weight_urgency', 'integer', '20', 0, 100, 'Weight of the urgency score in a total the provider does not give'),
    ('lead_weight_budget', 'integer', '15', 0, 100, 'Weight of the budget score in a total the provider does not give'),
    ('lead_weight_fit', 'integer', '20', 0, 100, 'Weight of the fit score in a total the provider does not give'),
    ('lead_weight_engagement', 'integer', '15', 0, 100, 'Weight of the engagement score in a total the provider does not give'),
    ('session_duration_hours', 'integer', '168', 1, 8760, 'Hours that a sign-in lasts'),
    ('max_login_attempts', 'integer', '5', 1, 100, 'Failed sign-ins after which an account is locked for a while'),
    ('lockout_duration_minutes', 'integer', '15', 1, 10080, 'Minutes that an account stays locked after too many failed sign-ins'),
    ('password_min_length', 'integer', '8', 8, 72, 'Fewest characters of a new password'),
    ('require_email_verification', 'boolean', 'true', NULL, NULL, 'Whether an address must be verified before its first sign-in'),
    ('password_reset_token_expiry_hours', 'integer', '1', 1, 72, 'Hours that a link for a new password works'),
    ('require_admin_second_factor', 'boolean', 'false', NULL, NULL, 'Whether administrators must give a second factor'),
    ('account_deletion_grace_days', 'integer', '14', 1, 90, 'Days between the wish to delete an account and its deletion'),
    ('kpi_refresh_interval_minutes', 'integer', '5', 1, 1440, 'Fewest minutes between two refreshes of user_kpi_summary'),
    ('max_contacts_per_upload', 'integer', '10000', 1, 1000000, 'Most contacts that one upload may hold'),
    ('feature.auto_create_contacts', 'boolean', 'true', NULL, NULL, 'Whether an unknown caller of an ended inbound call becomes a contact')
$$;
COMMENT ON FUNCTION list_setting_definitions() IS 'Every setting of the product with its type, default, bounds and meaning';

CREATE OR REPLACE FUNCTION trg_system_config_define() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
DECLARE
  defined record;
BEGIN
  SELECT * INTO defined FROM list_setting_definitions() d WHERE d.config_key = NEW.config_key;
  NEW.value_type := coalesce(defined.value_type, CASE
    WHEN NEW.is_encrypted THEN 'string'
    WHEN NEW.config_value IN ('true', 'false') THEN 'boolean'
    WHEN NEW.config_value ~ '^-?[0-9]{1,9}$' THEN 'integer'
    WHEN NEW.config_value ~ '^-?[0-9]{1,15}\.[0-9]{1,9}$' THEN 'number'
    ELSE 'string' END);
  NEW.default_value := coalesce(NEW.default_value, defined.default_value, CASE WHEN NEW.is_encrypted THEN '' ELSE NEW.config_value END);
  NEW.min_value := coalesce(NEW.min_value, defined.min_value);
  NEW.max_value := coalesce(NEW.max_value, defined.max_value);
  NEW.description := coalesce(NEW.description, defined.description, '');
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_system_config_define() IS 'A setting written without its type takes what it is from its definition';

CREATE OR REPLACE TRIGGER trigger_system_config_define
  BEFORE INSERT ON system_config
  FOR EACH ROW WHEN (NEW.value_type IS NULL) EXECUTE FUNCTION trg_system_config_define();

-- object: settings/refuse_contradictions.sql sha256:de0dcd8cb14b35b3130d538c299970d1a6c60bab65f0883334ad9813ab1508e6
-- Settings that depend on each other agree at every moment: hot is not below warm, and some score has a weight. Whoever changes one of
-- them waits for whoever changes another, or each would be right by itself and both wrong together.
CREATE OR REPLACE FUNCTION trg_system_config_refuse_contradictions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('settings that depend on each other'));
  IF EXISTS (
    SELECT FROM system_config hot, system_config warm
    WHERE hot.config_key = 'hot_lead_score' AND warm.config_key = 'warm_lead_score' AND hot.config_value::integer < warm.config_value::integer
  ) THEN
    RAISE EXCEPTION 'A lead is hot from no lower score than it is warm from.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'system_config_hot_is_not_below_warm', TABLE = 'system_config';
  END IF;
  IF (SELECT sum(config_value::integer) FROM system_config WHERE config_key LIKE 'lead\_weight\_%') = 0 THEN
    RAISE EXCEPTION 'At least one score has a weight above 0.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'system_config_some_score_has_weight', TABLE = 'system_config';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_system_config_refuse_contradictions() IS 'Settings that contradict each other are refused';

CREATE OR REPLACE TRIGGER trigger_system_config_refuse_contradictions
  AFTER INSERT OR UPDATE OF config_value ON system_config
  FOR EACH ROW WHEN (NEW.config_key IN ('hot_lead_score', 'warm_lead_score') OR NEW.config_key LIKE 'lead\_weight\_%')
  EXECUTE FUNCTION trg_system_config_refuse_contradictions();

-- object: targets/take_agents_tenant.sql sha256:816aab1bc6a449ac2069692ff6efcd192e7fb5c8582e2093f6800e5ac073601d
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
  WHERE agent_id = NEW.agent_id AND hour IS NULL AND date BETWEEN NEW.period_start AND NEW.period_end;
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

