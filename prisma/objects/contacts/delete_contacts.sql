-- A deleted contact can come back for a while, with its id and its calls: what that takes is kept beside the contacts, so that
-- whoever reads contacts need not know of deleted ones. A contact that is a customer is not deleted.
-- Whoever writes several contacts of a tenant first locks the tenant's row, as ingestion does: so none waits for another in a circle.
CREATE OR REPLACE FUNCTION delete_contacts(ids uuid[], deletion uuid) RETURNS TABLE (deleted integer, customers integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM FROM users WHERE users.id = app_user_id() FOR NO KEY UPDATE;
  PERFORM FROM contacts c WHERE c.id = ANY (ids) AND c.user_id = app_user_id() ORDER BY c.id FOR UPDATE;
  SELECT count(*) INTO customers FROM contacts c WHERE c.id = ANY (ids) AND c.user_id = app_user_id() AND c.is_customer;
  INSERT INTO deleted_contacts AS d (id, user_id, deletion_id, contact, call_ids)
  SELECT c.id, c.user_id, deletion, to_jsonb(c) - '{search,name_key,source}'::text[], ARRAY (
    SELECT k.id FROM calls k WHERE k.user_id = c.user_id AND k.contact_id = c.id)
  FROM contacts c WHERE c.id = ANY (ids) AND c.user_id = app_user_id() AND NOT c.is_customer
  ON CONFLICT (id) DO UPDATE SET deletion_id = excluded.deletion_id, contact = excluded.contact, call_ids = excluded.call_ids, deleted_at = now()
    WHERE d.user_id = excluded.user_id;
  -- One statement for all calls: the foreign key's own would be one a contact, each with the triggers of calls.
  UPDATE calls k SET contact_id = NULL FROM deleted_contacts d
  WHERE d.user_id = app_user_id() AND d.deletion_id = deletion AND k.user_id = d.user_id AND k.contact_id = d.id;
  DELETE FROM contacts c USING deleted_contacts d
  WHERE d.user_id = app_user_id() AND d.deletion_id = deletion AND c.id = d.id AND c.user_id = d.user_id;
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN NEXT;
END $$;
COMMENT ON FUNCTION delete_contacts(uuid[], uuid) IS
  'Deletes contacts of the tenant named in app.user_id under the id of a deletion by which they can be restored; says how many, and how many are customers and stay';

-- What was deleted comes back as it was, but for a contact whose number another one has by now, and for calls that belong to another by now.
CREATE OR REPLACE FUNCTION restore_contacts(deletion uuid) RETURNS TABLE (restored integer, taken integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  ids uuid[];
BEGIN
  PERFORM FROM users WHERE users.id = app_user_id() FOR NO KEY UPDATE;
  WITH kept AS (
    SELECT d.id, d.user_id, jsonb_populate_record(NULL::contacts, d.contact) AS c FROM deleted_contacts d
    WHERE d.user_id = app_user_id() AND d.deletion_id = deletion
  ), back AS (
    INSERT INTO contacts (id, user_id, name, phone_number, phone_extension, email, company, notes, auto_created_from_call_id, is_auto_created,
      auto_creation_source, import_id, created_at, updated_at)
    SELECT k.id, k.user_id, (k.c).name, (k.c).phone_number, (k.c).phone_extension, (k.c).email, (k.c).company, (k.c).notes,
      (SELECT calls.id FROM calls WHERE calls.id = (k.c).auto_created_from_call_id AND calls.user_id = k.user_id),
      (k.c).is_auto_created, (k.c).auto_creation_source,
      (SELECT i.id FROM contact_imports i WHERE i.id = (k.c).import_id AND i.user_id = k.user_id),
      (k.c).created_at, (k.c).updated_at
    FROM kept k ORDER BY (k.c).phone_number
    ON CONFLICT DO NOTHING RETURNING contacts.id
  )
  SELECT coalesce(array_agg(back.id), '{}') INTO ids FROM back;
  UPDATE calls k SET contact_id = d.id FROM deleted_contacts d
  WHERE d.user_id = app_user_id() AND d.id = ANY (ids) AND k.id = ANY (d.call_ids) AND k.user_id = d.user_id AND k.contact_id IS NULL;
  DELETE FROM deleted_contacts d WHERE d.user_id = app_user_id() AND d.deletion_id = deletion AND d.id = ANY (ids);
  restored := cardinality(ids);
  SELECT count(*) INTO taken FROM deleted_contacts d WHERE d.user_id = app_user_id() AND d.deletion_id = deletion;
  RETURN NEXT;
END $$;
COMMENT ON FUNCTION restore_contacts(uuid) IS
  'Brings back what one deletion of the tenant named in app.user_id removed; says how many, and how many cannot come since their number is taken';

CREATE OR REPLACE FUNCTION cleanup_deleted_contacts(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM deleted_contacts WHERE id IN (
    SELECT id FROM deleted_contacts WHERE deleted_at < now() - interval '7 days'
    ORDER BY deleted_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_deleted_contacts(integer) IS
  'Removes contacts deleted more than 7 days ago for good, at most rows_max of them; returns how many';
