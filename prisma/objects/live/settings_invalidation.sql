-- Every instance hears of a changed setting; the announcement names no tenant, because settings are everybody's.
CREATE OR REPLACE FUNCTION trg_notify_settings_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM announce_change(TG_TABLE_NAME);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_notify_settings_change() IS 'Announces on cache_invalidation that settings changed';

CREATE OR REPLACE TRIGGER cache_invalidation_system_config
  AFTER INSERT OR UPDATE OR DELETE ON system_config
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_settings_change();
COMMENT ON TRIGGER cache_invalidation_system_config ON system_config IS 'Every instance forgets the settings it remembers';
