-- What is counted by hour, week and month from now on begins with the calls that exist.
SELECT rebuild_user_analytics(id, '-infinity', 'infinity'), rebuild_user_daily_analytics(id, '-infinity', 'infinity'),
  rebuild_call_analytics_cache(id, '-infinity', 'infinity')
FROM users ORDER BY hashtext(id::text);
