-- What the rules and indexes of call_search_queue are for; schema.prisma says what its columns are.
COMMENT ON INDEX call_search_queue_call_id_idx IS 'Takes every request of a call at once, and goes with a deleted call';
