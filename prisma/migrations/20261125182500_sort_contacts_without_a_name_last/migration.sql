-- A number begins with a plus, which is before every letter: whoever has nothing else comes last.
ALTER TABLE contacts DROP COLUMN name_key;
ALTER TABLE contacts ADD COLUMN name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
  left(coalesce(fold_text(nullif(name, '')), fold_text(nullif(company, '')), fold_text(email), U&'\FFFF' || phone_number, ''), 100)) STORED;
CREATE INDEX contacts_user_id_name_key_idx ON contacts (user_id, name_key, id);
COMMENT ON COLUMN contacts.name_key IS 'What contacts are sorted by: the name, else the company, the address or, behind all others, the number; without accents and case; computed';
COMMENT ON INDEX contacts_user_id_name_key_idx IS 'Lists a tenant''s contacts by name';
