-- Segments of the calls that were there before their triggers.
SELECT rebuild_call_segment_analytics(id, '-infinity', 'infinity') FROM users ORDER BY id;
