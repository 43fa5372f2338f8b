-- What the rules and indexes of contact_import_rows are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT contact_import_rows_left_out_is_a_list ON contact_import_rows IS 'What is left out is named, or there is nothing';
COMMENT ON CONSTRAINT contact_import_rows_others_have_a_target ON contact_import_rows IS 'What is not skipped has its contact';
COMMENT ON CONSTRAINT contact_import_rows_skipped_for_a_reason ON contact_import_rows IS 'Exactly what is skipped has a reason';
COMMENT ON INDEX contact_import_rows_kept_idx IS 'Lists what undoing left alone';
COMMENT ON INDEX contact_import_rows_left_out_idx IS 'Lists rows of which a field was left out';
COMMENT ON INDEX contact_import_rows_verdict_idx IS 'Lists the rows of an import by verdict';
