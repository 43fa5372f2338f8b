-- A tenant's days follow its zone: calls that began on another day in the new one move there, and with them, by foreign key
-- and trigger, their leads, outcomes and rollups. All hours are counted and all trends made anew.
-- The zone changes after every call that is being written with the old one.
-- depends on: rollups/rebuild_user_analytics.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
CREATE OR REPLACE FUNCTION trg_users_move_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- Rows before rollups, as every other writer takes them.
  PERFORM FROM calls WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM FROM lead_analytics WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM FROM agent_call_outcomes WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM hold_rollups_to_rebuild(NEW.id);
  UPDATE calls SET call_date = (started_at AT TIME ZONE NEW.timezone)::date
  WHERE user_id = NEW.id AND call_date <> (started_at AT TIME ZONE NEW.timezone)::date;
  PERFORM rebuild_user_analytics(NEW.id, '-infinity', 'infinity');
  PERFORM refresh_agent_performance_trends(NEW.id, '-infinity', 'infinity');
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';

CREATE OR REPLACE TRIGGER trigger_users_move_days
  AFTER UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_move_days();

CREATE OR REPLACE FUNCTION trg_users_hold_zone() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('time zone'), hashtext(NEW.id::text));
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';

CREATE OR REPLACE TRIGGER trigger_users_hold_zone
  BEFORE UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_hold_zone();
