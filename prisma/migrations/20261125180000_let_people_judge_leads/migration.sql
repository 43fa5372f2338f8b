-- A person may overrule how the AI judged a call's lead, with a reason; both judgements are kept, and the columns that everything
-- counts and filters by hold the one that counts.
ALTER TABLE lead_analytics
  ADD COLUMN ai_total_score integer,
  ADD COLUMN ai_lead_status_tag varchar(16),
  ADD COLUMN ai_is_qualified boolean,
  ADD COLUMN override_score integer,
  ADD COLUMN override_tag varchar(16),
  ADD COLUMN override_is_qualified boolean,
  ADD COLUMN override_reason text,
  ADD COLUMN overridden_at timestamptz,
  ADD COLUMN overridden_by uuid;

ALTER TABLE lead_analytics DISABLE TRIGGER USER;
UPDATE lead_analytics SET ai_total_score = total_score, ai_lead_status_tag = lead_status_tag, ai_is_qualified = is_qualified;
ALTER TABLE lead_analytics ENABLE TRIGGER USER;

ALTER TABLE lead_analytics
  -- What counts is derived from columns that have their own checks.
  DROP CONSTRAINT lead_analytics_total_score_is_percent,
  DROP CONSTRAINT lead_analytics_tag_is_known,
  ALTER COLUMN ai_lead_status_tag SET NOT NULL,
  ALTER COLUMN ai_is_qualified SET DEFAULT false,
  ALTER COLUMN ai_is_qualified SET NOT NULL,
  ADD CONSTRAINT lead_analytics_ai_total_score_is_percent CHECK (ai_total_score BETWEEN 0 AND 100),
  ADD CONSTRAINT lead_analytics_ai_tag_is_known CHECK (ai_lead_status_tag IN ('hot', 'warm', 'cold')),
  ADD CONSTRAINT lead_analytics_override_score_is_percent CHECK (override_score BETWEEN 0 AND 100),
  ADD CONSTRAINT lead_analytics_override_tag_is_known CHECK (override_tag IN ('hot', 'warm', 'cold')),
  ADD CONSTRAINT lead_analytics_override_is_whole CHECK (
    num_nonnulls(override_score, override_tag, override_is_qualified, override_reason, overridden_at) IN (0, 5)
    AND (overridden_by IS NULL OR override_score IS NOT NULL)),
  ADD CONSTRAINT lead_analytics_override_has_a_reason CHECK (override_reason ~ '\S' AND length(override_reason) <= 1000),
  ADD CONSTRAINT lead_analytics_overridden_by_fkey FOREIGN KEY (overridden_by) REFERENCES users (id) ON DELETE SET NULL;
