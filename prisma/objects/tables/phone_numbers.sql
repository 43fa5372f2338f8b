-- What the rules and indexes of phone_numbers are for; schema.prisma says what its columns are.
COMMENT ON INDEX phone_numbers_assigned_to_user_id_idx IS 'Lists the numbers of a tenant';
COMMENT ON INDEX phone_numbers_one_active_number IS 'A number is active at most once';
