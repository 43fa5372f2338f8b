-- A customer was last in touch at the newest of its counted calls, its follow-ups that were done, and what was noted about it or its calls.
-- New ones move the moment on, also past one that somebody gave; only when the one that it rests on goes is it looked for again.
-- depends on: core/absent_transition_tables.sql
CREATE OR REPLACE FUNCTION find_last_interaction(customer uuid, tenant uuid, contact uuid, person text) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT greatest(
    (SELECT max(c.started_at) FROM calls c WHERE c.user_id = tenant AND c.contact_id = contact AND c.is_counted),
    (SELECT max(c.started_at) FROM calls c WHERE c.user_id = tenant AND c.person_key = person AND c.is_counted),
    (SELECT max(f.completed_at) FROM follow_ups f WHERE f.user_id = tenant AND f.person_key = person AND f.is_completed),
    (SELECT max(e.created_at) FROM customer_events e WHERE e.customer_id = customer AND e.kind = 'note_changed'))
$$;
COMMENT ON FUNCTION find_last_interaction(uuid, uuid, uuid, text) IS
  'The newest counted call, done follow-up or note of a customer, by its contact and its person';

CREATE OR REPLACE FUNCTION trg_customers_from_calls() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  WITH gained AS (
    SELECT n.user_id, n.contact_id, n.person_key,
      CASE WHEN n.notes IS DISTINCT FROM o.notes THEN now() ELSE n.started_at END AS moment
    FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
    WHERE n.is_counted AND (n.user_id, n.contact_id, n.person_key, n.started_at, n.is_counted, n.notes)
      IS DISTINCT FROM (o.user_id, o.contact_id, o.person_key, o.started_at, o.is_counted, o.notes)
  ), touched AS (
    SELECT id, max(moment) AS moment FROM (
      SELECT m.id, g.moment FROM gained g JOIN customers m ON m.contact_id = g.contact_id AND m.user_id = g.user_id
      UNION ALL
      SELECT m.id, g.moment FROM gained g JOIN customers m ON m.user_id = g.user_id AND m.person_key = g.person_key
    ) each GROUP BY id
  )
  UPDATE customers m SET last_interaction_date = t.moment
  FROM touched t WHERE m.id = t.id AND (m.last_interaction_date IS NULL OR m.last_interaction_date < t.moment);
  IF TG_OP = 'INSERT' THEN
    RETURN NULL;
  END IF;

  WITH lost AS (
    SELECT o.user_id, o.contact_id, o.person_key, o.started_at FROM calls_old o LEFT JOIN calls_new n ON n.id = o.id
    WHERE o.is_counted AND (n.user_id, n.contact_id, n.person_key, n.started_at, n.is_counted)
      IS DISTINCT FROM (o.user_id, o.contact_id, o.person_key, o.started_at, o.is_counted)
  ), resting AS (
    SELECT m.id FROM lost l JOIN customers m
      ON m.contact_id = l.contact_id AND m.user_id = l.user_id AND m.last_interaction_date = l.started_at
    UNION
    SELECT m.id FROM lost l JOIN customers m
      ON m.user_id = l.user_id AND m.person_key = l.person_key AND m.last_interaction_date = l.started_at
  )
  UPDATE customers m SET last_interaction_date = find_last_interaction(m.id, m.user_id, m.contact_id, m.person_key)
  FROM resting r WHERE m.id = r.id;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_from_calls() IS 'A customer was last in touch at its newest counted call, or later';

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE FUNCTION trg_customers_from_follow_ups() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NEW.is_completed THEN
    UPDATE customers SET last_interaction_date = NEW.completed_at
    WHERE user_id = NEW.user_id AND person_key = NEW.person_key
      AND (last_interaction_date IS NULL OR last_interaction_date < NEW.completed_at);
  ELSE
    UPDATE customers SET last_interaction_date = find_last_interaction(id, user_id, contact_id, person_key)
    WHERE user_id = OLD.user_id AND person_key = OLD.person_key AND last_interaction_date = OLD.completed_at;
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_from_follow_ups() IS 'A customer was last in touch when a follow-up was done, until that is taken back';

CREATE OR REPLACE TRIGGER trigger_customers_from_follow_up_insert
  AFTER INSERT ON follow_ups
  FOR EACH ROW WHEN (NEW.is_completed) EXECUTE FUNCTION trg_customers_from_follow_ups();

CREATE OR REPLACE TRIGGER trigger_customers_from_follow_up_update
  AFTER UPDATE OF is_completed ON follow_ups
  FOR EACH ROW WHEN (NEW.is_completed <> OLD.is_completed) EXECUTE FUNCTION trg_customers_from_follow_ups();

CREATE OR REPLACE FUNCTION trg_customers_last_interaction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.last_interaction_date := find_last_interaction(NEW.id, NEW.user_id, NEW.contact_id, NEW.person_key);
  ELSE
    NEW.last_interaction_date := greatest(NEW.last_interaction_date, clock_timestamp());
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_customers_last_interaction() IS 'A new customer was last in touch at its newest call; a note is an interaction';

CREATE OR REPLACE TRIGGER trigger_customers_last_interaction_insert
  BEFORE INSERT ON customers
  FOR EACH ROW WHEN (NEW.last_interaction_date IS NULL) EXECUTE FUNCTION trg_customers_last_interaction();

CREATE OR REPLACE TRIGGER trigger_customers_last_interaction_update
  BEFORE UPDATE OF notes ON customers
  FOR EACH ROW WHEN (NEW.notes IS DISTINCT FROM OLD.notes) EXECUTE FUNCTION trg_customers_last_interaction();
