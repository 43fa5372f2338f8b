-- What the rules and indexes of deleted_contacts are for; schema.prisma says what its columns are.
COMMENT ON INDEX deleted_contacts_deleted_at_idx IS 'Finds what is over for good';
COMMENT ON INDEX deleted_contacts_user_id_deletion_id_idx IS 'Finds what was deleted together';
