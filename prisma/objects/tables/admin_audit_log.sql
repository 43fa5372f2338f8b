-- What the rules and indexes of admin_audit_log are for; schema.prisma says what its columns are.
COMMENT ON INDEX admin_audit_log_action_idx IS 'Lists what was done of one kind, newest first';
COMMENT ON INDEX admin_audit_log_admin_user_id_idx IS 'Lists what an administrator did, newest first';
COMMENT ON INDEX admin_audit_log_entry_number_idx IS 'Lists what administrators did, newest first';
COMMENT ON INDEX admin_audit_log_setting_idx IS 'Lists what was changed of a setting, newest first';
COMMENT ON INDEX admin_audit_log_target_user_id_idx IS 'Lists what was done to a user, newest first';
