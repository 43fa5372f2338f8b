-- What the rules and indexes of dashboard_cache are for; schema.prisma says what its columns are.
COMMENT ON INDEX dashboard_cache_expires_at_idx IS 'Finds what has expired';
