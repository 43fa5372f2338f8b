-- What the rules and indexes of saved_views are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT saved_views_name_says_something ON saved_views IS 'A name is not empty and has no space around it';
COMMENT ON CONSTRAINT saved_views_page_is_a_path ON saved_views IS 'A page is named by its path';
