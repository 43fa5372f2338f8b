-- A new link ends those before it, and a deleted account takes its links along: both look for them by account.
CREATE INDEX email_verification_tokens_user_id_idx ON email_verification_tokens (user_id);
CREATE INDEX password_reset_tokens_user_id_idx ON password_reset_tokens (user_id);
