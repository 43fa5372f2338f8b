-- What the rules and indexes of customers are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT customers_reference_has_its_form ON customers IS 'A reference is CUST-, four digits of the year, and four digits or more';
COMMENT ON INDEX customers_email_search_idx IS 'Finds a tenant''s customer by address';
COMMENT ON INDEX customers_origin_call_id_idx IS 'Finds the customer who began with a call';
COMMENT ON INDEX customers_phone_idx IS 'Finds a tenant''s customer by number';
COMMENT ON INDEX customers_status_conversion_date_idx IS 'Lists a tenant''s customers of one status, newest first';
COMMENT ON INDEX customers_user_id_conversion_date_idx IS 'Lists a tenant''s customers, the newest first';
