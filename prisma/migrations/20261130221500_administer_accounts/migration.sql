-- What administrators need to look after accounts: when a session proved again who holds it, failures to sign in that no longer count, and
-- what operators note about an account.
ALTER TABLE user_sessions ADD COLUMN proved_at timestamptz;

ALTER TABLE login_attempts ADD COLUMN forgiven_at timestamptz;

ALTER TABLE user_sessions DROP CONSTRAINT user_sessions_end_reason_is_known;
ALTER TABLE user_sessions ADD CONSTRAINT user_sessions_end_reason_is_known CHECK (end_reason IN (
  'signed_out', 'revoked', 'token_reused', 'password_changed', 'email_changed', 'second_factor_changed', 'role_changed', 'account_closed',
  'ended_by_admin'));

CREATE TABLE user_notes (
  id uuid NOT NULL DEFAULT uuid_v7(),
  target_user_id uuid NOT NULL,
  admin_user_id uuid NOT NULL,
  note text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT user_notes_pkey PRIMARY KEY (id),
  CONSTRAINT user_notes_target_user_id_fkey FOREIGN KEY (target_user_id) REFERENCES users (id),
  CONSTRAINT user_notes_admin_user_id_fkey FOREIGN KEY (admin_user_id) REFERENCES users (id),
  CONSTRAINT user_notes_note_says_something CHECK (btrim(note) <> '')
);
CREATE INDEX user_notes_target_user_id_idx ON user_notes (target_user_id, created_at DESC, id DESC);

CREATE INDEX admin_audit_log_setting_idx ON admin_audit_log (resource_id, entry_number DESC) WHERE resource_type = 'system_config';

INSERT INTO system_config (config_key, config_value, value_type, default_value, min_value, max_value, description) VALUES
  ('admin_credit_limit', '1000', 'integer', '1000', 0, 1000000, 'Most credits that an admin may move in one entry; a super admin may move more');
