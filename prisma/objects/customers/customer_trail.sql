-- What becomes of a customer is written down and stays: conversion, status, sales rep, notes and details, with who changed them.
CREATE OR REPLACE FUNCTION trg_customers_write_trail() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO customer_events (user_id, customer_id, kind, to_value, created_by)
    VALUES (NEW.user_id, NEW.id, 'converted', NEW.status, app_user_id());
    RETURN NULL;
  END IF;
  INSERT INTO customer_events (user_id, customer_id, kind, from_value, to_value, created_by)
  SELECT NEW.user_id, NEW.id, kind, was, becomes, app_user_id() FROM (VALUES
    ('status_changed', OLD.status::text, NEW.status::text),
    ('sales_rep_changed', OLD.assigned_sales_rep::text, NEW.assigned_sales_rep::text),
    ('note_changed', OLD.notes, NEW.notes),
    ('details_changed', concat_ws(', ', OLD.name, OLD.email, OLD.phone, OLD.company),
      concat_ws(', ', NEW.name, NEW.email, NEW.phone, NEW.company))
  ) changes (kind, was, becomes)
  WHERE was IS DISTINCT FROM becomes;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_write_trail() IS 'Every change of a customer that matters leaves an entry in its trail';

CREATE OR REPLACE TRIGGER trigger_customers_write_trail
  AFTER INSERT OR UPDATE OF status, assigned_sales_rep, notes, name, email, phone, company ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_customers_write_trail();

-- The trail is append-only: an entry goes with its customer and not before.
CREATE OR REPLACE FUNCTION trg_customer_events_refuse_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM customers WHERE id = OLD.customer_id) THEN
      RETURN OLD;
    END IF;
  -- Of a user who is deleted the name goes, and nothing else.
  ELSIF NEW.created_by IS NULL AND (to_jsonb(NEW) - 'created_by') = (to_jsonb(OLD) - 'created_by') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Entries of a customer''s trail are never changed, and go only with the customer.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'customer_events_are_append_only', TABLE = 'customer_events';
END $$;
COMMENT ON FUNCTION trg_customer_events_refuse_change() IS
  'An entry of a customer''s trail is never changed, and goes only with the customer';

CREATE OR REPLACE TRIGGER trigger_customer_events_refuse_change
  BEFORE UPDATE OR DELETE ON customer_events
  FOR EACH ROW EXECUTE FUNCTION trg_customer_events_refuse_change();
