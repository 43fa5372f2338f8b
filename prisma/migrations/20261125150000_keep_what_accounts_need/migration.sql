-- A session rotates both of its tokens; the ones before the last rotation are known still, so that their later use is noticed.
ALTER TABLE user_sessions
  ADD COLUMN auth_provider varchar(16) NOT NULL DEFAULT 'email',
  ADD COLUMN token_expires_at timestamptz,
  ADD COLUMN previous_token_hash varchar(64),
  ADD COLUMN previous_refresh_token_hash varchar(64),
  ADD COLUMN rotated_at timestamptz,
  ADD COLUMN second_factor_at timestamptz,
  ADD COLUMN ended_at timestamptz,
  ADD COLUMN end_reason varchar(32),
  ADD CONSTRAINT user_sessions_auth_provider_is_known CHECK (auth_provider IN ('email', 'google', 'linkedin', 'github')),
  ADD CONSTRAINT user_sessions_end_reason_is_known CHECK (end_reason IN (
    'signed_out', 'revoked', 'token_reused', 'password_changed', 'email_changed', 'second_factor_changed', 'role_changed',
    'account_closed')),
  ADD CONSTRAINT user_sessions_ended_for_a_reason CHECK ((end_reason IS NULL) = (ended_at IS NULL)),
  ADD CONSTRAINT user_sessions_ended_does_not_work CHECK (ended_at IS NULL OR NOT is_active);

ALTER TABLE users
  ADD COLUMN password_changed_at timestamptz,
  ADD COLUMN delete_after timestamptz;

-- Single use, hashed, and of a limited time. The address is kept with the token: proving one never proves another.
CREATE TABLE email_verification_tokens (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  email varchar(320) NOT NULL,
  token_hash varchar(64) NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT email_verification_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT email_verification_tokens_token_hash_key UNIQUE (token_hash),
  CONSTRAINT email_verification_tokens_email_is_lower_case CHECK (email = lower(email))
);

CREATE TABLE password_reset_tokens (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  token_hash varchar(64) NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT password_reset_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT password_reset_tokens_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE oauth_accounts (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  provider varchar(16) NOT NULL,
  provider_account_id varchar(255) NOT NULL,
  email varchar(320) NOT NULL,
  last_used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT oauth_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT oauth_accounts_provider_provider_account_id_key UNIQUE (provider, provider_account_id),
  CONSTRAINT oauth_accounts_user_id_provider_key UNIQUE (user_id, provider),
  CONSTRAINT oauth_accounts_provider_is_known CHECK (provider IN ('google', 'linkedin', 'github')),
  CONSTRAINT oauth_accounts_email_is_lower_case CHECK (email = lower(email))
);

-- The secret is encrypted by the application. A step of time is used once, so that a code seen over a shoulder is worth nothing.
CREATE TABLE second_factors (
  user_id uuid PRIMARY KEY,
  secret_encrypted text NOT NULL,
  confirmed_at timestamptz,
  last_used_step bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE second_factor_recovery_codes (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  user_id uuid NOT NULL,
  code_hash varchar(64) NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT second_factor_recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT second_factor_recovery_codes_user_id_code_hash_key UNIQUE (user_id, code_hash)
);

-- In the layout that the rate limiting library reads and writes.
CREATE TABLE rate_limits (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);


INSERT INTO system_config (config_key, config_value, value_type, default_value, min_value, max_value, description) VALUES
  ('require_admin_second_factor', 'false', 'boolean', 'false', NULL, NULL, 'Whether administrators must give a second factor'),
  ('account_deletion_grace_days', '14', 'integer', '14', 1, 90, 'Days between the wish to delete an account and its deletion');
