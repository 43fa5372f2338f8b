-- What is dialled behind a number belongs to it, and is no part of it.
ALTER TABLE contacts
  ADD COLUMN phone_extension varchar(8),
  ADD CONSTRAINT contacts_phone_extension_is_digits CHECK (phone_extension ~ '^[0-9]{1,8}$');

-- A field that cannot be used is left out of its row, which says so.
ALTER TABLE contact_import_rows
  ADD COLUMN phone_extension varchar(8),
  ADD COLUMN left_out jsonb,
  ADD CONSTRAINT contact_import_rows_left_out_is_a_list CHECK (jsonb_typeof(left_out) = 'array' AND left_out <> '[]');
CREATE INDEX contact_import_rows_left_out_idx ON contact_import_rows (import_id, row_number) WHERE left_out IS NOT NULL;

ALTER TABLE contact_imports
  ADD COLUMN numberless_count integer NOT NULL DEFAULT 0,
  ADD COLUMN left_out_count integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT contact_imports_numberless_are_created CHECK (numberless_count BETWEEN 0 AND created_count),
  ADD CONSTRAINT contact_imports_left_out_are_written CHECK (left_out_count BETWEEN 0 AND created_count + updated_count);
UPDATE contact_imports i SET numberless_count = n.count
FROM (SELECT import_id, count(*) FROM contact_import_rows WHERE verdict = 'create' AND phone_number IS NULL GROUP BY import_id) n
WHERE i.id = n.import_id AND n.count <= i.created_count AND i.status IN ('checked', 'finished', 'undoing', 'undone');
