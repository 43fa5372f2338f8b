-- What the rules and indexes of customer_reference_counters are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT customer_reference_counters_last_number_counts ON customer_reference_counters IS 'Numbers begin with 1';
COMMENT ON CONSTRAINT customer_reference_counters_year_has_four_digits ON customer_reference_counters IS 'A year has four digits, as the reference has';
