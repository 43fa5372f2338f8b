-- Sign-ins that work at this moment, without their secrets; for administrators, so no role of tenants may read it.
CREATE OR REPLACE VIEW active_user_sessions AS
SELECT s.id, s.user_id, u.email, u.name, u.role, s.ip_address, s.user_agent, s.created_at, s.last_used_at, s.expires_at
FROM user_sessions s JOIN users u ON u.id = s.user_id
WHERE s.is_active AND s.expires_at > now() AND u.is_active;
COMMENT ON VIEW active_user_sessions IS 'Sessions that work at this moment, with their users';
COMMENT ON COLUMN active_user_sessions.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN active_user_sessions.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN active_user_sessions.email IS 'Address of the user';
COMMENT ON COLUMN active_user_sessions.name IS 'Name shown';
COMMENT ON COLUMN active_user_sessions.role IS 'Role of the user';
COMMENT ON COLUMN active_user_sessions.ip_address IS 'Address that the request came from';
COMMENT ON COLUMN active_user_sessions.user_agent IS 'Browser that the request came from';
COMMENT ON COLUMN active_user_sessions.created_at IS 'When the row was made';
COMMENT ON COLUMN active_user_sessions.last_used_at IS 'When it was last used';
COMMENT ON COLUMN active_user_sessions.expires_at IS 'When it stops working';
