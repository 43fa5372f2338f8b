-- What each lead asked for, in the order of the list.
CREATE INDEX leads_cta_pricing_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_pricing_calls > 0;
CREATE INDEX leads_cta_demo_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_demo_calls > 0;
CREATE INDEX leads_cta_followup_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_followup_calls > 0;
CREATE INDEX leads_cta_sample_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_sample_calls > 0;
CREATE INDEX leads_cta_human_idx ON leads (user_id, latest_call_at DESC, id DESC) WHERE cta_human_calls > 0;
