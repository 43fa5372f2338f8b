-- What the rules and indexes of call_search_rebuilds are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT call_search_rebuilds_place_is_whole ON call_search_rebuilds IS 'A place among calls has a moment and a call, or neither';
