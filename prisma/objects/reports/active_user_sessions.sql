-- Sign-ins that work at this moment, without their secrets; for administrators, so no role of tenants may read it.
CREATE OR REPLACE VIEW active_user_sessions AS
SELECT s.id, s.user_id, u.email, u.name, u.role, s.ip_address, s.user_agent, s.created_at, s.last_used_at, s.expires_at
FROM user_sessions s JOIN users u ON u.id = s.user_id
WHERE s.is_active AND s.expires_at > now() AND u.is_active;
COMMENT ON VIEW active_user_sessions IS 'Sessions that work at this moment, with their users';
