-- What the rules and indexes of credit_transactions are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT credit_transactions_adjustment_names_its_admin ON credit_transactions IS 'An adjustment says which administrator made it';
COMMENT ON CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type ON credit_transactions IS 'Usage takes credits; purchase and bonus give them';
COMMENT ON CONSTRAINT credit_transactions_amount_moves_credits ON credit_transactions IS 'No entry moves nothing';
COMMENT ON CONSTRAINT credit_transactions_charge_is_minutes_times_rate ON credit_transactions IS 'The charge of a call is its minutes times the rate';
COMMENT ON INDEX credit_transactions_call_id_idx IS 'Finds the entries of a call';
COMMENT ON INDEX credit_transactions_conversation_id_idx IS 'Finds the entries of a conversation';
COMMENT ON INDEX credit_transactions_created_by_idx IS 'Finds the entries that an administrator made, when that user goes';
COMMENT ON INDEX credit_transactions_given_idx IS 'Adds up what was given, sold and refunded in a period, without the charges of calls';
COMMENT ON INDEX credit_transactions_one_charge_per_call IS 'A call is charged once; corrections come on top';
COMMENT ON INDEX credit_transactions_one_charge_per_conversation IS 'A conversation is charged once, even when its call was deleted';
COMMENT ON INDEX credit_transactions_one_purchase_per_payment IS 'A payment buys credits once; its refund names it again';
