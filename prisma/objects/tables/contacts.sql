-- What the rules and indexes of contacts are for; schema.prisma says what its columns are.
-- Prisma does not read this column, so that schema.prisma cannot say what it is.
COMMENT ON COLUMN contacts.search IS 'The words by which it is found, each behind the end of its tenant''s id; computed';
COMMENT ON CONSTRAINT contacts_auto_created_by_webhook_alone ON contacts IS 'A contact is auto-created exactly when its source is webhook';
COMMENT ON CONSTRAINT contacts_can_be_reached ON contacts IS 'A contact has at least a number, an address or a name';
COMMENT ON CONSTRAINT contacts_email_is_lower ON contacts IS 'An address is kept in lower case, so that equal ones are equal';
COMMENT ON CONSTRAINT contacts_made_from_a_call_are_auto_created ON contacts IS 'Only what was auto-created was made from a call';
COMMENT ON CONSTRAINT contacts_phone_extension_is_digits ON contacts IS 'An extension is one to eight digits';
COMMENT ON INDEX contacts_auto_created_from_call_id_idx IS 'Finds the contact that a call made';
COMMENT ON INDEX contacts_called_created_at_idx IS 'Lists a tenant''s contacts with calls, newest first';
COMMENT ON INDEX contacts_called_name_key_idx IS 'Lists a tenant''s contacts with calls by name';
COMMENT ON INDEX contacts_customers_idx IS 'Lists the contacts that are customers, newest first';
COMMENT ON INDEX contacts_not_imported_idx IS 'Lists contacts that calls made or a person entered, newest first';
COMMENT ON INDEX contacts_search_idx IS 'Finds contacts by the beginnings of words';
COMMENT ON INDEX contacts_user_id_created_at_idx IS 'Lists a tenant''s contacts, newest first';
COMMENT ON INDEX contacts_user_id_email_idx IS 'Finds a tenant''s contacts by address';
COMMENT ON INDEX contacts_user_id_import_id_idx IS 'Finds the contacts that an import made';
COMMENT ON INDEX contacts_user_id_name_key_idx IS 'Lists a tenant''s contacts by name';
