-- What the rules and indexes of contact_imports are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT contact_imports_counts_add_up ON contact_imports IS 'Of an import that has ended, every row was created, updated or skipped';
COMMENT ON CONSTRAINT contact_imports_counts_are_not_negative ON contact_imports IS 'Nothing is counted below zero';
COMMENT ON CONSTRAINT contact_imports_file_is_the_tenants ON contact_imports IS 'A file lies in its tenant''s folder of the file storage';
COMMENT ON CONSTRAINT contact_imports_left_out_are_written ON contact_imports IS 'Rows without one of their fields are some of those that were written';
COMMENT ON CONSTRAINT contact_imports_numberless_are_created ON contact_imports IS 'Contacts without a number are some of those that were created';
COMMENT ON CONSTRAINT contact_imports_rows_done_is_within ON contact_imports IS 'No more rows are done than there are';
COMMENT ON INDEX contact_imports_user_id_created_at_idx IS 'Lists a tenant''s imports, newest first';
COMMENT ON INDEX contact_imports_working_idx IS 'Finds imports that are under way and do not move';
