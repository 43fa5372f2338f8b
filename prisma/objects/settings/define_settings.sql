-- What each setting is: its type, default, bounds and meaning. A row that is written with no more than a key and a value takes the rest from
-- here; a key that the product does not know, as a new feature flag, has the type that its value reads as, and that value as its default.
CREATE OR REPLACE FUNCTION list_setting_definitions() RETURNS TABLE (
  config_key text, value_type text, default_value text, min_value numeric, max_value numeric, description text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  VALUES
    ('credits_per_minute', 'integer', '1', 0, 1000, 'Credits charged for each started minute of a call'),
    ('new_user_bonus_credits', 'integer', '15', 0, 100000, 'Free credits that a new user receives'),
    ('admin_credit_limit', 'integer', '1000', 0, 1000000, 'Most credits that an admin may move in one entry; a super admin may move more'),
    ('minimum_credit_purchase', 'integer', '100', 1, 1000000, 'Fewest credits that can be bought at once'),
    ('qualified_lead_score', 'integer', '70', 0, 100, 'A lead is qualified from this total score'),
    ('hot_lead_score', 'integer', '70', 0, 100, 'A lead is hot from this total score'),
    ('warm_lead_score', 'integer', '40', 0, 100, 'A lead is warm from this total score'),
    ('lead_weight_intent', 'integer', '30', 0, 100, 'Weight of the intent score in a total the provider does not give'),
    ('lead_weight_urgency', 'integer', '20', 0, 100, 'Weight of the urgency score in a total the provider does not give'),
    ('lead_weight_budget', 'integer', '15', 0, 100, 'Weight of the budget score in a total the provider does not give'),
    ('lead_weight_fit', 'integer', '20', 0, 100, 'Weight of the fit score in a total the provider does not give'),
    ('lead_weight_engagement', 'integer', '15', 0, 100, 'Weight of the engagement score in a total the provider does not give'),
    ('session_duration_hours', 'integer', '168', 1, 8760, 'Hours that a sign-in lasts'),
    ('max_login_attempts', 'integer', '5', 1, 100, 'Failed sign-ins after which an account is locked for a while'),
    ('lockout_duration_minutes', 'integer', '15', 1, 10080, 'Minutes that an account stays locked after too many failed sign-ins'),
    ('password_min_length', 'integer', '8', 8, 72, 'Fewest characters of a new password'),
    ('require_email_verification', 'boolean', 'true', NULL, NULL, 'Whether an address must be verified before its first sign-in'),
    ('password_reset_token_expiry_hours', 'integer', '1', 1, 72, 'Hours that a link for a new password works'),
    ('require_admin_second_factor', 'boolean', 'false', NULL, NULL, 'Whether administrators must give a second factor'),
    ('account_deletion_grace_days', 'integer', '14', 1, 90, 'Days between the wish to delete an account and its deletion'),
    ('kpi_refresh_interval_minutes', 'integer', '5', 1, 1440, 'Fewest minutes between two refreshes of user_kpi_summary'),
    ('max_contacts_per_upload', 'integer', '10000', 1, 1000000, 'Most contacts that one upload may hold'),
    ('feature.auto_create_contacts', 'boolean', 'true', NULL, NULL, 'Whether an unknown caller of an ended inbound call becomes a contact')
$$;
COMMENT ON FUNCTION list_setting_definitions() IS 'Every setting of the product with its type, default, bounds and meaning';

CREATE OR REPLACE FUNCTION trg_system_config_define() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
DECLARE
  defined record;
BEGIN
  SELECT * INTO defined FROM list_setting_definitions() d WHERE d.config_key = NEW.config_key;
  NEW.value_type := coalesce(defined.value_type, CASE
    WHEN NEW.is_encrypted THEN 'string'
    WHEN NEW.config_value IN ('true', 'false') THEN 'boolean'
    WHEN NEW.config_value ~ '^-?[0-9]{1,9}$' THEN 'integer'
    WHEN NEW.config_value ~ '^-?[0-9]{1,15}\.[0-9]{1,9}$' THEN 'number'
    ELSE 'string' END);
  NEW.default_value := coalesce(NEW.default_value, defined.default_value, CASE WHEN NEW.is_encrypted THEN '' ELSE NEW.config_value END);
  NEW.min_value := coalesce(NEW.min_value, defined.min_value);
  NEW.max_value := coalesce(NEW.max_value, defined.max_value);
  NEW.description := coalesce(NEW.description, defined.description, '');
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_system_config_define() IS 'A setting written without its type takes what it is from its definition';

CREATE OR REPLACE TRIGGER trigger_system_config_define
  BEFORE INSERT ON system_config
  FOR EACH ROW WHEN (NEW.value_type IS NULL) EXECUTE FUNCTION trg_system_config_define();
