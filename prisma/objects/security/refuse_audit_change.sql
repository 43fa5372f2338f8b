-- What an admin did stays written down: the audit log is append-only.
CREATE OR REPLACE FUNCTION trg_admin_audit_log_refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'Entries of the audit log are never changed or deleted.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'admin_audit_log_is_append_only', TABLE = 'admin_audit_log';
END $$;
COMMENT ON FUNCTION trg_admin_audit_log_refuse_change() IS 'The audit log is append-only';

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_refuse_change
  BEFORE UPDATE OR DELETE ON admin_audit_log
  FOR EACH ROW EXECUTE FUNCTION trg_admin_audit_log_refuse_change();

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_refuse_truncate
  BEFORE TRUNCATE ON admin_audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION trg_admin_audit_log_refuse_change();
