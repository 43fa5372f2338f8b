-- Contacts with calls among many without any: found in the order of the list.
ALTER TABLE contacts ADD COLUMN has_calls boolean NOT NULL DEFAULT false;
ALTER TABLE contacts DISABLE TRIGGER USER;
UPDATE contacts SET has_calls = true WHERE id IN (SELECT contact_id FROM calls WHERE contact_id IS NOT NULL);
ALTER TABLE contacts ENABLE TRIGGER USER;
CREATE INDEX contacts_called_name_key_idx ON contacts (user_id, name_key, id) WHERE has_calls;
CREATE INDEX contacts_called_created_at_idx ON contacts (user_id, created_at DESC, id DESC) WHERE has_calls;

-- Two more orders of the list of calls beside the filters that go with them.
CREATE INDEX calls_user_id_status_duration_seconds_idx ON calls (user_id, status, duration_seconds DESC, id DESC) WHERE status <> 'completed';
CREATE INDEX lead_analytics_lead_status_tag_total_score_idx ON lead_analytics (user_id, lead_status_tag, total_score DESC, call_id DESC)
  WHERE total_score IS NOT NULL;
