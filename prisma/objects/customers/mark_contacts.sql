-- A contact is marked as a customer exactly while a customer points at it.
CREATE OR REPLACE FUNCTION trg_customers_mark_contacts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE contacts SET is_customer = false WHERE id = OLD.contact_id AND is_customer;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE contacts SET is_customer = true WHERE id = NEW.contact_id AND NOT is_customer;
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_mark_contacts() IS 'A contact is marked as a customer exactly while a customer points at it';

CREATE OR REPLACE TRIGGER trigger_customers_mark_contacts
  AFTER INSERT OR DELETE OR UPDATE OF contact_id ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_customers_mark_contacts();
