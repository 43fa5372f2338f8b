-- What the rules and indexes of system_config are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT system_config_bounds_are_of_numbers ON system_config IS 'Only numbers have bounds';
COMMENT ON CONSTRAINT system_config_default_has_its_type ON system_config IS 'The default reads as its type';
COMMENT ON CONSTRAINT system_config_default_is_in_bounds ON system_config IS 'The default is within the bounds';
COMMENT ON CONSTRAINT system_config_secret_is_encrypted ON system_config IS 'A secret is a text, has no default and is empty or ciphertext';
COMMENT ON CONSTRAINT system_config_value_has_its_type ON system_config IS 'The value reads as its type';
COMMENT ON CONSTRAINT system_config_value_is_in_bounds ON system_config IS 'The value is within the bounds';
