-- Views that people save.
COMMENT ON TABLE saved_views IS 'A list that somebody comes back to: the address''s query under a name';
COMMENT ON COLUMN saved_views.page IS 'Path of the page whose list it is';
COMMENT ON COLUMN saved_views.name IS 'Name that the tenant gave it';
COMMENT ON COLUMN saved_views.query IS 'What stands behind the question mark of the address: filters, sort and columns';
COMMENT ON COLUMN saved_views.position IS 'Place among the views of its page, smallest first';
COMMENT ON CONSTRAINT saved_views_page_is_a_path ON saved_views IS 'A page is named by its path';
COMMENT ON CONSTRAINT saved_views_name_says_something ON saved_views IS 'A name is not empty and has no space around it';
