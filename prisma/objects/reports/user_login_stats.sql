-- How each user's sign-ins of the kept 30 days went, by the address that was tried; for administrators only.
CREATE OR REPLACE VIEW user_login_stats AS
SELECT u.id AS user_id, u.email, u.name,
  coalesce(a.attempts, 0) AS login_attempts,
  coalesce(a.successful, 0) AS successful_logins,
  coalesce(a.attempts - a.successful, 0) AS failed_logins,
  round(100.0 * a.successful / nullif(a.attempts, 0), 2) AS success_rate,
  coalesce(a.failed_24h, 0) AS failed_logins_24h,
  coalesce(a.addresses, 0) AS ip_addresses,
  a.last_login_at, a.last_failed_login_at
FROM users u
LEFT JOIN LATERAL (
  SELECT count(*)::integer AS attempts, count(*) FILTER (WHERE l.success)::integer AS successful,
    count(*) FILTER (WHERE NOT l.success AND l.attempted_at > now() - interval '24 hours')::integer AS failed_24h,
    count(DISTINCT l.ip_address)::integer AS addresses,
    max(l.attempted_at) FILTER (WHERE l.success) AS last_login_at,
    max(l.attempted_at) FILTER (WHERE NOT l.success) AS last_failed_login_at
  FROM login_attempts l WHERE l.email = u.email
) a ON true;
COMMENT ON VIEW user_login_stats IS 'Sign-in attempts, success rate and last sign-ins of each user, over the 30 days that attempts are kept';
COMMENT ON COLUMN user_login_stats.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_login_stats.email IS 'Address of the user';
COMMENT ON COLUMN user_login_stats.name IS 'Name shown';
COMMENT ON COLUMN user_login_stats.login_attempts IS 'Attempts to sign in';
COMMENT ON COLUMN user_login_stats.successful_logins IS 'Attempts that worked';
COMMENT ON COLUMN user_login_stats.failed_logins IS 'Attempts that failed';
COMMENT ON COLUMN user_login_stats.success_rate IS 'Successes of 100';
COMMENT ON COLUMN user_login_stats.failed_logins_24h IS 'Attempts of the past 24 hours that failed';
COMMENT ON COLUMN user_login_stats.ip_addresses IS 'How many addresses the attempts came from';
COMMENT ON COLUMN user_login_stats.last_login_at IS 'When the newest sign-in worked';
COMMENT ON COLUMN user_login_stats.last_failed_login_at IS 'When the newest sign-in failed';
