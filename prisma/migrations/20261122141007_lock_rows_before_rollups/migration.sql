-- object: core/call_date.sql sha256:514866c9b1167255f57fea3292998076a2ca7b7f723f9d90d760452825a297a9
-- A call belongs to the day on which it started in its tenant's zone; nobody else sets that day.
-- A new call is written under a shared lock of its tenant's zone, so that none keeps a day of a zone that is being left. A
-- change of zone waits for a call that is being changed at its row; a lock after the row's would close a circle.
CREATE OR REPLACE FUNCTION trg_calls_set_call_date() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM pg_advisory_xact_lock_shared(hashtext('time zone'), hashtext(NEW.user_id::text));
  END IF;
  SELECT (NEW.started_at AT TIME ZONE u.timezone)::date INTO NEW.call_date FROM users u WHERE u.id = NEW.user_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_set_call_date
  BEFORE INSERT OR UPDATE OF started_at, call_date, user_id ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_set_call_date();

-- object: core/lock_children.sql sha256:1456f0d89d3d6947d223c223fa6a12a6e00d1228ee8b6b62ef5fd744236eabba
-- A call that goes or moves takes its lead and outcome along: their rows are locked with the call's, before the first of their
-- triggers holds the rollups that a writer of the other is waiting for.
CREATE OR REPLACE FUNCTION trg_calls_lock_children() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM FROM lead_analytics WHERE call_id = OLD.id FOR UPDATE;
  PERFORM FROM agent_call_outcomes WHERE call_id = OLD.id FOR UPDATE;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_delete
  BEFORE DELETE ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_lock_children();

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_update
  BEFORE UPDATE OF user_id, agent_id, call_date, started_at ON calls
  FOR EACH ROW WHEN ((NEW.user_id, NEW.agent_id, NEW.call_date, NEW.started_at)
    IS DISTINCT FROM (OLD.user_id, OLD.agent_id, OLD.call_date, OLD.started_at))
  EXECUTE FUNCTION trg_calls_lock_children();

-- object: core/move_days_with_zone.sql sha256:356d03f0a848f4367d271966dc97633e8cdf3ddb1be2a695d923ca8e9661ede2
-- A tenant's days follow its zone: calls that began on another day in the new one move there, and with them, by foreign key
-- and trigger, their leads, outcomes and rollups. All hours are counted anew.
-- The zone changes after every call that is being written with the old one.
-- depends on: rollups/rebuild_user_analytics.sql
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
  RETURN NULL;
END $$;

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

CREATE OR REPLACE TRIGGER trigger_users_hold_zone
  BEFORE UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_hold_zone();
