-- What the rules and indexes of customer_events are for; schema.prisma says what its columns are.
COMMENT ON INDEX customer_events_created_by_idx IS 'Finds what a user changed of customers, when the user goes';
COMMENT ON INDEX customer_events_customer_id_idx IS 'Reads what became of a customer, newest first';
