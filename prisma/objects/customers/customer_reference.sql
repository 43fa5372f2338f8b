-- A customer's reference is CUST-YYYY-NNNN: the year of conversion in the tenant's zone, and the next number of that year, with
-- five digits after 9999. The counter's row makes conversions of one year wait for each other, so that no number is given
-- twice or, after a rollback, left out.
CREATE OR REPLACE FUNCTION trg_generate_customer_reference() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  converted_year integer;
  number integer;
BEGIN
  SELECT extract(year FROM NEW.conversion_date AT TIME ZONE u.timezone) INTO converted_year FROM users u WHERE u.id = NEW.user_id;
  IF converted_year IS NULL THEN
    RAISE EXCEPTION 'A customer belongs to a user.'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'customers_user_id_fkey', TABLE = 'customers';
  END IF;
  -- Several years in one transaction could otherwise be counted in two orders.
  PERFORM pg_advisory_xact_lock(hashtext('customer reference'));
  INSERT INTO customer_reference_counters AS t (year, last_number) VALUES (converted_year, 1)
  ON CONFLICT (year) DO UPDATE SET last_number = t.last_number + 1
  RETURNING last_number INTO number;
  NEW.customer_reference_number := format('CUST-%s-%s', converted_year, CASE WHEN number < 10000 THEN to_char(number, 'FM0000') ELSE number::text END);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_generate_customer_reference() IS 'Gives a customer the next reference CUST-YYYY-NNNN of the year of conversion';

CREATE OR REPLACE TRIGGER trigger_generate_customer_reference
  BEFORE INSERT ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_generate_customer_reference();
