-- A follow-up names its person as calls and leads do, and the call from which it was made. Where two pending ones of a person fell
-- on the same day, the older one stays.
ALTER TABLE follow_ups ADD COLUMN call_id uuid, ADD COLUMN person_key text;
-- Nobody changed them: what says when somebody last did stays.
ALTER TABLE follow_ups DISABLE TRIGGER update_follow_ups_updated_at;
UPDATE follow_ups SET person_key = coalesce(lead_phone, lower(lead_email));
UPDATE follow_ups f SET follow_up_status = 'cancelled'
WHERE f.follow_up_status = 'pending' AND EXISTS (
  SELECT FROM follow_ups other
  WHERE other.user_id = f.user_id AND other.person_key = f.person_key AND other.follow_up_date = f.follow_up_date
    AND other.follow_up_status = 'pending' AND (other.created_at, other.id) < (f.created_at, f.id));
ALTER TABLE follow_ups ENABLE TRIGGER update_follow_ups_updated_at;

ALTER TABLE follow_ups
  DROP CONSTRAINT follow_ups_lead_can_be_identified,
  ADD CONSTRAINT follow_ups_lead_can_be_identified CHECK (person_key IS NOT NULL),
  ADD CONSTRAINT follow_ups_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id) ON DELETE SET NULL (call_id);

CREATE INDEX follow_ups_call_id_idx ON follow_ups (call_id) WHERE call_id IS NOT NULL;
CREATE UNIQUE INDEX follow_ups_one_pending_per_person_and_day ON follow_ups (user_id, person_key, follow_up_date)
  WHERE follow_up_status = 'pending';
CREATE INDEX follow_ups_user_id_person_key_idx ON follow_ups (user_id, person_key, follow_up_date);
CREATE INDEX follow_ups_user_id_status_date_idx ON follow_ups (user_id, follow_up_status, follow_up_date, id);
CREATE INDEX follow_ups_user_id_completed_at_idx ON follow_ups (user_id, completed_at, id) WHERE is_completed;
