-- What a writer leaves out has no default any more where the database derives it, so that it can tell what was left out.
ALTER TABLE calls
  ALTER COLUMN lead_type SET DEFAULT 'inbound',
  ALTER COLUMN duration_minutes DROP DEFAULT,
  ALTER COLUMN credits_per_minute DROP DEFAULT;
ALTER TABLE lead_analytics
  ALTER COLUMN is_qualified DROP DEFAULT,
  ALTER COLUMN ai_is_qualified DROP DEFAULT;
ALTER TABLE agent_call_outcomes ALTER COLUMN is_qualified_lead DROP DEFAULT;

-- A period may be entered first and its goals later; whoever sets goals on a page is still asked for one.
ALTER TABLE agent_targets DROP CONSTRAINT agent_targets_has_a_target;

-- Everything was read at once, and each of it still says that it was not.
ALTER TABLE lead_analytics DISABLE TRIGGER USER;
UPDATE lead_analytics l SET is_read = NOT coalesce(l.unread_at > coalesce(u.notifications_read_until, '-infinity'), false)
FROM users u
WHERE u.id = l.user_id AND l.notified_at IS NOT NULL
  AND l.is_read = coalesce(l.unread_at > coalesce(u.notifications_read_until, '-infinity'), false);
ALTER TABLE lead_analytics ENABLE TRIGGER USER;
