-- The first switch: whether ended inbound calls make contacts of unknown callers.
INSERT INTO system_config (config_key, config_value, value_type, default_value, description) VALUES
  ('feature.auto_create_contacts', 'true', 'boolean', 'true', 'Whether an unknown caller of an ended inbound call becomes a contact');
