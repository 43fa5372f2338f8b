-- Two more orders of the list, and what few calls have: each such list has an index in its order.
CREATE INDEX calls_user_id_duration_seconds_idx ON calls (user_id, duration_seconds DESC, id DESC);
CREATE INDEX lead_analytics_user_id_total_score_idx ON lead_analytics (user_id, total_score DESC, call_id DESC) WHERE total_score IS NOT NULL;
CREATE INDEX calls_user_id_person_key_idx ON calls (user_id, person_key, started_at DESC, id DESC);
CREATE INDEX calls_recorded_idx ON calls (user_id, started_at DESC, id DESC) WHERE has_audio OR recording_storage_key IS NOT NULL;
CREATE INDEX calls_noted_idx ON calls (user_id, started_at DESC, id DESC) WHERE notes IS NOT NULL;
