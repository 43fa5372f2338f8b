-- An import can be undone for 30 days. Then its file and rows go, and what it did is still told by its counts; an import that was
-- never run goes as a whole after a week. The file goes first, so that no file is left that nothing names.
CREATE OR REPLACE FUNCTION list_contact_imports_to_clean(rows_max integer DEFAULT 100) RETURNS TABLE (id uuid, storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT i.id, i.storage_key FROM contact_imports i
  WHERE i.storage_key IS NOT NULL AND CASE WHEN i.status IN ('finished', 'cancelled', 'undone') THEN i.finished_at < now() - interval '30 days'
    ELSE i.status IN ('mapping', 'checked', 'failed') AND i.updated_at < now() - interval '7 days' END
  ORDER BY i.id LIMIT rows_max
$$;
COMMENT ON FUNCTION list_contact_imports_to_clean(integer) IS 'Imports whose file and rows are no longer needed, and where the file is';

CREATE OR REPLACE FUNCTION clean_contact_import(import uuid, gone_object text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  IF NOT EXISTS (SELECT FROM contact_imports WHERE id = import AND storage_key = gone_object) THEN
    RETURN 0;
  END IF;
  DELETE FROM contact_import_rows WHERE import_id = import;
  GET DIAGNOSTICS removed = ROW_COUNT;
  DELETE FROM contact_imports WHERE id = import AND status IN ('mapping', 'checked', 'failed');
  IF NOT FOUND THEN
    UPDATE contact_imports SET storage_key = NULL WHERE id = import;
  END IF;
  RETURN removed + 1;
END $$;
COMMENT ON FUNCTION clean_contact_import(uuid, text) IS
  'Removes the rows of an import whose file is gone, and the import when it was never run; says how many rows went';
