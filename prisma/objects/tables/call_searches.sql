-- What the rules and indexes of call_searches are for; schema.prisma says what its columns are.
-- Prisma does not read this column, so that schema.prisma cannot say what it is.
COMMENT ON COLUMN call_searches.words IS 'Words of the person and of what was said, with the tenant and the number';
COMMENT ON INDEX call_searches_words_idx IS 'Finds the calls of a tenant in which rare words are';
