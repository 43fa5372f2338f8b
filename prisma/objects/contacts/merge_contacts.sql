-- Two contacts that are one person become one, and nothing of either is lost: what the one that stays has blank is filled, notes are
-- joined, a second number or address is noted, and calls and the customer of the other become its own.
CREATE OR REPLACE FUNCTION merge_contacts(kept uuid, dropped uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  stays contacts;
  goes contacts;
BEGIN
  PERFORM FROM users WHERE id = app_user_id() FOR NO KEY UPDATE;
  PERFORM FROM contacts WHERE id IN (kept, dropped) AND user_id = app_user_id() ORDER BY id FOR UPDATE;
  SELECT * INTO stays FROM contacts WHERE id = kept AND user_id = app_user_id();
  SELECT * INTO goes FROM contacts WHERE id = dropped AND user_id = app_user_id();
  IF stays.id IS NULL OR goes.id IS NULL OR kept = dropped THEN
    RETURN 'not_found';
  END IF;
  IF stays.is_customer AND goes.is_customer THEN
    RETURN 'both_customers';
  END IF;
  UPDATE calls SET contact_id = kept WHERE user_id = app_user_id() AND contact_id = dropped;
  UPDATE customers SET contact_id = kept WHERE user_id = app_user_id() AND contact_id = dropped;
  DELETE FROM contacts WHERE id = dropped AND user_id = app_user_id();
  UPDATE contacts SET
    name = coalesce(nullif(name, ''), goes.name),
    phone_number = coalesce(phone_number, goes.phone_number),
    phone_extension = CASE WHEN goes.phone_number <> phone_number THEN phone_extension
      ELSE coalesce(phone_extension, goes.phone_extension) END,
    email = coalesce(nullif(email, ''), goes.email),
    company = coalesce(nullif(company, ''), goes.company),
    notes = nullif(concat_ws(E'\n\n',
      nullif(stays.notes, ''),
      CASE WHEN goes.notes <> stays.notes OR stays.notes IS NULL THEN nullif(goes.notes, '') END,
      nullif(concat_ws(E'\n',
        CASE WHEN goes.name <> nullif(stays.name, '') THEN 'Also called: ' || goes.name END,
        CASE WHEN goes.phone_number <> stays.phone_number THEN 'Other number: ' || concat_ws(' ext. ', goes.phone_number, goes.phone_extension) END,
        CASE WHEN goes.email <> nullif(stays.email, '') THEN 'Other email: ' || goes.email END,
        CASE WHEN goes.company <> nullif(stays.company, '') THEN 'Other company: ' || goes.company END), '')), '')
  WHERE id = kept AND user_id = app_user_id();
  RETURN 'merged';
END $$;
COMMENT ON FUNCTION merge_contacts(uuid, uuid) IS
  'Makes two contacts of the tenant named in app.user_id one: merged, not_found, or both_customers, with which nothing changes';
