ALTER TABLE agent_analytics ADD COLUMN long_calls integer NOT NULL DEFAULT 0;
ALTER TABLE user_daily_analytics ADD COLUMN long_calls integer NOT NULL DEFAULT 0;
ALTER TABLE user_analytics ADD COLUMN long_calls integer NOT NULL DEFAULT 0;
ALTER TABLE call_analytics_cache ADD COLUMN long_calls integer NOT NULL DEFAULT 0;
ALTER TABLE call_segment_analytics ADD COLUMN long_calls integer NOT NULL DEFAULT 0;
ALTER TABLE rollup_changes ADD COLUMN long_calls integer;

-- object: schema.prisma/agent_analytics sha256:52beb2860decd3bf80405bc8c295bb3938370d8d8e8d87bb4a0f449bedca2c7f
COMMENT ON TABLE agent_analytics IS 'An agent''s figures of a day, moved by triggers as its calls, leads and outcomes change';
COMMENT ON COLUMN agent_analytics.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN agent_analytics.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN agent_analytics.date IS 'Day in the tenant''s zone';
COMMENT ON COLUMN agent_analytics.hour IS 'Always NULL: an agent''s figures are kept by day';
COMMENT ON COLUMN agent_analytics.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN agent_analytics.successful_calls IS 'Completed calls';
COMMENT ON COLUMN agent_analytics.failed_calls IS 'Failed calls';
COMMENT ON COLUMN agent_analytics.inbound_calls IS 'Completed and failed calls that came in';
COMMENT ON COLUMN agent_analytics.outbound_calls IS 'Completed and failed calls that went out';
COMMENT ON COLUMN agent_analytics.phone_calls IS 'Completed and failed calls by phone';
COMMENT ON COLUMN agent_analytics.internet_calls IS 'Completed and failed calls over the internet';
COMMENT ON COLUMN agent_analytics.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN agent_analytics.total_duration_seconds IS 'Exact length of the calls in seconds';
COMMENT ON COLUMN agent_analytics.long_calls IS 'Completed and failed calls of more than five minutes';
COMMENT ON COLUMN agent_analytics.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN agent_analytics.answered_calls IS 'Calls whose outcome is completed or disconnected';
COMMENT ON COLUMN agent_analytics.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN agent_analytics.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN agent_analytics.hot_leads IS 'Leads tagged hot';
COMMENT ON COLUMN agent_analytics.warm_leads IS 'Leads tagged warm';
COMMENT ON COLUMN agent_analytics.cold_leads IS 'Leads tagged cold';
COMMENT ON COLUMN agent_analytics.cta_pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN agent_analytics.cta_demo_clicks IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN agent_analytics.cta_followup_clicks IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN agent_analytics.cta_sample_clicks IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN agent_analytics.cta_human_escalations IS 'Calls in which a person was asked for';
COMMENT ON COLUMN agent_analytics.cta_calls IS 'Calls with at least one call to action';
COMMENT ON COLUMN agent_analytics.intent_score_sum IS 'Sum of the intent scores of the leads';
COMMENT ON COLUMN agent_analytics.intent_score_count IS 'Leads that have the intent score';
COMMENT ON COLUMN agent_analytics.urgency_score_sum IS 'Sum of the urgency scores of the leads';
COMMENT ON COLUMN agent_analytics.urgency_score_count IS 'Leads that have the urgency score';
COMMENT ON COLUMN agent_analytics.budget_score_sum IS 'Sum of the budget scores of the leads';
COMMENT ON COLUMN agent_analytics.budget_score_count IS 'Leads that have the budget score';
COMMENT ON COLUMN agent_analytics.fit_score_sum IS 'Sum of the fit scores of the leads';
COMMENT ON COLUMN agent_analytics.fit_score_count IS 'Leads that have the fit score';
COMMENT ON COLUMN agent_analytics.engagement_score_sum IS 'Sum of the engagement scores of the leads';
COMMENT ON COLUMN agent_analytics.engagement_score_count IS 'Leads that have the engagement score';
COMMENT ON COLUMN agent_analytics.total_score_sum IS 'Sum of the total scores of the leads';
COMMENT ON COLUMN agent_analytics.total_score_count IS 'Leads that have the total score';
COMMENT ON COLUMN agent_analytics.total_cta_interactions IS 'Sum of the five counters of calls to action; set by a trigger';
COMMENT ON COLUMN agent_analytics.cta_conversion_rate IS 'Calls with a call to action of 100 calls; set by a trigger';
COMMENT ON COLUMN agent_analytics.avg_duration_minutes IS 'Started minutes for each call';
COMMENT ON COLUMN agent_analytics.conversion_rate IS 'Leads of 100 calls';
COMMENT ON COLUMN agent_analytics.success_rate IS 'Successes of 100';
COMMENT ON COLUMN agent_analytics.answer_rate IS 'Answered calls of 100';
COMMENT ON COLUMN agent_analytics.avg_intent_score IS 'Mean intent score of the leads that have one, 0 to 100';
COMMENT ON COLUMN agent_analytics.avg_urgency_score IS 'Mean urgency score of the leads that have one, 0 to 100';
COMMENT ON COLUMN agent_analytics.avg_budget_score IS 'Mean budget score of the leads that have one, 0 to 100';
COMMENT ON COLUMN agent_analytics.avg_fit_score IS 'Mean fit score of the leads that have one, 0 to 100';
COMMENT ON COLUMN agent_analytics.avg_engagement_score IS 'Mean engagement score of the leads that have one, 0 to 100';
COMMENT ON COLUMN agent_analytics.avg_total_score IS 'Mean total score of the leads that have one, 0 to 100';
COMMENT ON COLUMN agent_analytics.created_at IS 'When the row was made';
COMMENT ON COLUMN agent_analytics.updated_at IS 'When the row was last changed; set by a trigger';
COMMENT ON COLUMN agent_analytics.agent_id IS 'The agent it is about';

-- object: schema.prisma/call_analytics_cache sha256:6f521a56f492914a3e8c1c8a8f19ac1052811d37a38e80954cc7e4fa14912dad
COMMENT ON TABLE call_analytics_cache IS 'A tenant''s figures of each day, week and month, ready to be shown';
COMMENT ON COLUMN call_analytics_cache.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN call_analytics_cache.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN call_analytics_cache.date_period IS 'First day of the period, in the tenant''s zone';
COMMENT ON COLUMN call_analytics_cache.period_type IS 'Length of the period: daily, weekly, monthly or, of trends, quarterly';
COMMENT ON COLUMN call_analytics_cache.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN call_analytics_cache.successful_calls IS 'Completed calls';
COMMENT ON COLUMN call_analytics_cache.failed_calls IS 'Failed calls';
COMMENT ON COLUMN call_analytics_cache.inbound_calls IS 'Completed and failed calls that came in';
COMMENT ON COLUMN call_analytics_cache.outbound_calls IS 'Completed and failed calls that went out';
COMMENT ON COLUMN call_analytics_cache.phone_calls IS 'Completed and failed calls by phone';
COMMENT ON COLUMN call_analytics_cache.internet_calls IS 'Completed and failed calls over the internet';
COMMENT ON COLUMN call_analytics_cache.total_call_duration IS 'Exact length of the calls in seconds';
COMMENT ON COLUMN call_analytics_cache.long_calls IS 'Completed and failed calls of more than five minutes';
COMMENT ON COLUMN call_analytics_cache.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN call_analytics_cache.answered_calls IS 'Calls whose outcome is completed or disconnected';
COMMENT ON COLUMN call_analytics_cache.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN call_analytics_cache.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN call_analytics_cache.hot_leads IS 'Leads tagged hot';
COMMENT ON COLUMN call_analytics_cache.warm_leads IS 'Leads tagged warm';
COMMENT ON COLUMN call_analytics_cache.cold_leads IS 'Leads tagged cold';
COMMENT ON COLUMN call_analytics_cache.pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN call_analytics_cache.demo_requests IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN call_analytics_cache.followup_requests IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN call_analytics_cache.sample_requests IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN call_analytics_cache.human_escalations IS 'Calls in which a person was asked for';
COMMENT ON COLUMN call_analytics_cache.connection_rate IS 'Answered calls of 100';
COMMENT ON COLUMN call_analytics_cache.average_call_duration IS 'Seconds for each call';
COMMENT ON COLUMN call_analytics_cache.success_rate IS 'Successes of 100';
COMMENT ON COLUMN call_analytics_cache.conversion_rate IS 'Leads of 100 calls';
COMMENT ON COLUMN call_analytics_cache.created_at IS 'When the row was made';
COMMENT ON COLUMN call_analytics_cache.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/call_segment_analytics sha256:2dce2d39a42d2c4ad4c2ee02e3f9a931a268bf42c12d95b218ac1d91b563ad92
COMMENT ON TABLE call_segment_analytics IS 'A tenant''s figures of a day by agent, source and direction, moved by triggers as calls, leads and outcomes change';
COMMENT ON COLUMN call_segment_analytics.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN call_segment_analytics.date IS 'Day in the tenant''s zone';
COMMENT ON COLUMN call_segment_analytics.agent_id IS 'The agent it is about';
COMMENT ON COLUMN call_segment_analytics.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN call_segment_analytics.lead_type IS 'inbound or outbound, as the calls are';
COMMENT ON COLUMN call_segment_analytics.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN call_segment_analytics.successful_calls IS 'Completed calls';
COMMENT ON COLUMN call_segment_analytics.failed_calls IS 'Failed calls';
COMMENT ON COLUMN call_segment_analytics.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN call_segment_analytics.total_duration_seconds IS 'Exact length of the calls in seconds';
COMMENT ON COLUMN call_segment_analytics.long_calls IS 'Completed and failed calls of more than five minutes';
COMMENT ON COLUMN call_segment_analytics.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN call_segment_analytics.completed_outcomes IS 'Calls that were answered and came to their end';
COMMENT ON COLUMN call_segment_analytics.no_answer_outcomes IS 'Calls that nobody answered';
COMMENT ON COLUMN call_segment_analytics.busy_outcomes IS 'Calls that met a busy line';
COMMENT ON COLUMN call_segment_analytics.failed_outcomes IS 'Calls whose outcome is failed';
COMMENT ON COLUMN call_segment_analytics.voicemail_outcomes IS 'Calls that reached a voicemail';
COMMENT ON COLUMN call_segment_analytics.disconnected_outcomes IS 'Calls that were answered and broke off';
COMMENT ON COLUMN call_segment_analytics.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN call_segment_analytics.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN call_segment_analytics.hot_leads IS 'Leads tagged hot';
COMMENT ON COLUMN call_segment_analytics.warm_leads IS 'Leads tagged warm';
COMMENT ON COLUMN call_segment_analytics.cold_leads IS 'Leads tagged cold';
COMMENT ON COLUMN call_segment_analytics.cta_pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN call_segment_analytics.cta_demo_clicks IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN call_segment_analytics.cta_followup_clicks IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN call_segment_analytics.cta_sample_clicks IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN call_segment_analytics.cta_human_escalations IS 'Calls in which a person was asked for';
COMMENT ON COLUMN call_segment_analytics.cta_calls IS 'Calls with at least one call to action';
COMMENT ON COLUMN call_segment_analytics.qualified_cta_calls IS 'Calls with at least one call to action whose lead is qualified';
COMMENT ON COLUMN call_segment_analytics.answered_calls IS 'Calls whose outcome is completed or disconnected';

-- object: schema.prisma/rollup_changes sha256:8e617646d4e5511e438cdcf88d7522bbb5687aa1172314158d30e6907f24d915
COMMENT ON TABLE rollup_changes IS 'By how much each statement of a transaction moves the rollups; its rows are gone before the transaction ends';
COMMENT ON COLUMN rollup_changes.transaction IS 'The transaction that wrote it, as pg_current_xact_id() says';
COMMENT ON COLUMN rollup_changes.place IS 'Tells the rows of a transaction apart';
COMMENT ON COLUMN rollup_changes.is_collected IS 'Whether the transaction moves its rollups once, at its end';
COMMENT ON COLUMN rollup_changes.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN rollup_changes.agent_id IS 'The agent it is about';
COMMENT ON COLUMN rollup_changes.date IS 'Day in the tenant''s zone';
COMMENT ON COLUMN rollup_changes.hour IS 'Hour of the day in the tenant''s zone, 0 to 23';
COMMENT ON COLUMN rollup_changes.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN rollup_changes.lead_type IS 'inbound or outbound; follows the call';
COMMENT ON COLUMN rollup_changes.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN rollup_changes.successful_calls IS 'Completed calls';
COMMENT ON COLUMN rollup_changes.failed_calls IS 'Failed calls';
COMMENT ON COLUMN rollup_changes.inbound_calls IS 'Completed and failed calls that came in';
COMMENT ON COLUMN rollup_changes.outbound_calls IS 'Completed and failed calls that went out';
COMMENT ON COLUMN rollup_changes.phone_calls IS 'Completed and failed calls by phone';
COMMENT ON COLUMN rollup_changes.internet_calls IS 'Completed and failed calls over the internet';
COMMENT ON COLUMN rollup_changes.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN rollup_changes.total_duration_seconds IS 'Exact length of the calls in seconds';
COMMENT ON COLUMN rollup_changes.long_calls IS 'Completed and failed calls of more than five minutes';
COMMENT ON COLUMN rollup_changes.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN rollup_changes.answered_calls IS 'Calls whose outcome is completed or disconnected';
COMMENT ON COLUMN rollup_changes.completed_outcomes IS 'Calls that were answered and came to their end';
COMMENT ON COLUMN rollup_changes.no_answer_outcomes IS 'Calls that nobody answered';
COMMENT ON COLUMN rollup_changes.busy_outcomes IS 'Calls that met a busy line';
COMMENT ON COLUMN rollup_changes.failed_outcomes IS 'Calls whose outcome is failed';
COMMENT ON COLUMN rollup_changes.voicemail_outcomes IS 'Calls that reached a voicemail';
COMMENT ON COLUMN rollup_changes.disconnected_outcomes IS 'Calls that were answered and broke off';
COMMENT ON COLUMN rollup_changes.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN rollup_changes.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN rollup_changes.hot_leads IS 'Leads tagged hot';
COMMENT ON COLUMN rollup_changes.warm_leads IS 'Leads tagged warm';
COMMENT ON COLUMN rollup_changes.cold_leads IS 'Leads tagged cold';
COMMENT ON COLUMN rollup_changes.cta_pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN rollup_changes.cta_demo_clicks IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN rollup_changes.cta_followup_clicks IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN rollup_changes.cta_sample_clicks IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN rollup_changes.cta_human_escalations IS 'Calls in which a person was asked for';
COMMENT ON COLUMN rollup_changes.cta_calls IS 'Calls with at least one call to action';
COMMENT ON COLUMN rollup_changes.qualified_cta_calls IS 'Calls with at least one call to action whose lead is qualified';
COMMENT ON COLUMN rollup_changes.intent_score_sum IS 'Sum of the intent scores of the leads';
COMMENT ON COLUMN rollup_changes.intent_score_count IS 'Leads that have the intent score';
COMMENT ON COLUMN rollup_changes.urgency_score_sum IS 'Sum of the urgency scores of the leads';
COMMENT ON COLUMN rollup_changes.urgency_score_count IS 'Leads that have the urgency score';
COMMENT ON COLUMN rollup_changes.budget_score_sum IS 'Sum of the budget scores of the leads';
COMMENT ON COLUMN rollup_changes.budget_score_count IS 'Leads that have the budget score';
COMMENT ON COLUMN rollup_changes.fit_score_sum IS 'Sum of the fit scores of the leads';
COMMENT ON COLUMN rollup_changes.fit_score_count IS 'Leads that have the fit score';
COMMENT ON COLUMN rollup_changes.engagement_score_sum IS 'Sum of the engagement scores of the leads';
COMMENT ON COLUMN rollup_changes.engagement_score_count IS 'Leads that have the engagement score';
COMMENT ON COLUMN rollup_changes.total_score_sum IS 'Sum of the total scores of the leads';
COMMENT ON COLUMN rollup_changes.total_score_count IS 'Leads that have the total score';

-- object: schema.prisma/user_analytics sha256:fb68717225608dd07043f29e333fdc132d81d1b599ebb8573f4b699e95ce7970
COMMENT ON TABLE user_analytics IS 'A tenant''s figures of a day (hour is NULL) and of each hour of it';
COMMENT ON COLUMN user_analytics.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN user_analytics.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_analytics.date IS 'Day in the tenant''s zone';
COMMENT ON COLUMN user_analytics.hour IS 'Hour of the day in the tenant''s zone, 0 to 23; NULL in the row of the whole day';
COMMENT ON COLUMN user_analytics.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN user_analytics.successful_calls IS 'Completed calls';
COMMENT ON COLUMN user_analytics.failed_calls IS 'Failed calls';
COMMENT ON COLUMN user_analytics.inbound_calls IS 'Completed and failed calls that came in';
COMMENT ON COLUMN user_analytics.outbound_calls IS 'Completed and failed calls that went out';
COMMENT ON COLUMN user_analytics.phone_calls IS 'Completed and failed calls by phone';
COMMENT ON COLUMN user_analytics.internet_calls IS 'Completed and failed calls over the internet';
COMMENT ON COLUMN user_analytics.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN user_analytics.total_duration_seconds IS 'Exact length of the calls in seconds';
COMMENT ON COLUMN user_analytics.long_calls IS 'Completed and failed calls of more than five minutes';
COMMENT ON COLUMN user_analytics.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN user_analytics.answered_calls IS 'Calls whose outcome is completed or disconnected';
COMMENT ON COLUMN user_analytics.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN user_analytics.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN user_analytics.hot_leads IS 'Leads tagged hot';
COMMENT ON COLUMN user_analytics.warm_leads IS 'Leads tagged warm';
COMMENT ON COLUMN user_analytics.cold_leads IS 'Leads tagged cold';
COMMENT ON COLUMN user_analytics.cta_pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN user_analytics.cta_demo_clicks IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN user_analytics.cta_followup_clicks IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN user_analytics.cta_sample_clicks IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN user_analytics.cta_human_escalations IS 'Calls in which a person was asked for';
COMMENT ON COLUMN user_analytics.cta_calls IS 'Calls with at least one call to action';
COMMENT ON COLUMN user_analytics.intent_score_sum IS 'Sum of the intent scores of the leads';
COMMENT ON COLUMN user_analytics.intent_score_count IS 'Leads that have the intent score';
COMMENT ON COLUMN user_analytics.urgency_score_sum IS 'Sum of the urgency scores of the leads';
COMMENT ON COLUMN user_analytics.urgency_score_count IS 'Leads that have the urgency score';
COMMENT ON COLUMN user_analytics.budget_score_sum IS 'Sum of the budget scores of the leads';
COMMENT ON COLUMN user_analytics.budget_score_count IS 'Leads that have the budget score';
COMMENT ON COLUMN user_analytics.fit_score_sum IS 'Sum of the fit scores of the leads';
COMMENT ON COLUMN user_analytics.fit_score_count IS 'Leads that have the fit score';
COMMENT ON COLUMN user_analytics.engagement_score_sum IS 'Sum of the engagement scores of the leads';
COMMENT ON COLUMN user_analytics.engagement_score_count IS 'Leads that have the engagement score';
COMMENT ON COLUMN user_analytics.total_score_sum IS 'Sum of the total scores of the leads';
COMMENT ON COLUMN user_analytics.total_score_count IS 'Leads that have the total score';
COMMENT ON COLUMN user_analytics.total_cta_interactions IS 'Sum of the five counters of calls to action; set by a trigger';
COMMENT ON COLUMN user_analytics.cta_conversion_rate IS 'Calls with a call to action of 100 calls; set by a trigger';
COMMENT ON COLUMN user_analytics.avg_duration_minutes IS 'Started minutes for each call';
COMMENT ON COLUMN user_analytics.conversion_rate IS 'Leads of 100 calls';
COMMENT ON COLUMN user_analytics.success_rate IS 'Successes of 100';
COMMENT ON COLUMN user_analytics.answer_rate IS 'Answered calls of 100';
COMMENT ON COLUMN user_analytics.avg_intent_score IS 'Mean intent score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_analytics.avg_urgency_score IS 'Mean urgency score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_analytics.avg_budget_score IS 'Mean budget score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_analytics.avg_fit_score IS 'Mean fit score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_analytics.avg_engagement_score IS 'Mean engagement score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_analytics.avg_total_score IS 'Mean total score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_analytics.created_at IS 'When the row was made';
COMMENT ON COLUMN user_analytics.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/user_daily_analytics sha256:1fa191c118d27d9e7b1cfbd10eb5b4b96fef4575789c752a6406ede8895173cc
COMMENT ON TABLE user_daily_analytics IS 'A tenant''s figures of a day, the sum of its agents'' days';
COMMENT ON COLUMN user_daily_analytics.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN user_daily_analytics.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_daily_analytics.date IS 'Day in the tenant''s zone';
COMMENT ON COLUMN user_daily_analytics.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN user_daily_analytics.successful_calls IS 'Completed calls';
COMMENT ON COLUMN user_daily_analytics.failed_calls IS 'Failed calls';
COMMENT ON COLUMN user_daily_analytics.inbound_calls IS 'Completed and failed calls that came in';
COMMENT ON COLUMN user_daily_analytics.outbound_calls IS 'Completed and failed calls that went out';
COMMENT ON COLUMN user_daily_analytics.phone_calls IS 'Completed and failed calls by phone';
COMMENT ON COLUMN user_daily_analytics.internet_calls IS 'Completed and failed calls over the internet';
COMMENT ON COLUMN user_daily_analytics.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN user_daily_analytics.total_duration_seconds IS 'Exact length of the calls in seconds';
COMMENT ON COLUMN user_daily_analytics.long_calls IS 'Completed and failed calls of more than five minutes';
COMMENT ON COLUMN user_daily_analytics.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN user_daily_analytics.answered_calls IS 'Calls whose outcome is completed or disconnected';
COMMENT ON COLUMN user_daily_analytics.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN user_daily_analytics.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN user_daily_analytics.hot_leads IS 'Leads tagged hot';
COMMENT ON COLUMN user_daily_analytics.warm_leads IS 'Leads tagged warm';
COMMENT ON COLUMN user_daily_analytics.cold_leads IS 'Leads tagged cold';
COMMENT ON COLUMN user_daily_analytics.cta_pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN user_daily_analytics.cta_demo_clicks IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN user_daily_analytics.cta_followup_clicks IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN user_daily_analytics.cta_sample_clicks IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN user_daily_analytics.cta_human_escalations IS 'Calls in which a person was asked for';
COMMENT ON COLUMN user_daily_analytics.cta_calls IS 'Calls with at least one call to action';
COMMENT ON COLUMN user_daily_analytics.intent_score_sum IS 'Sum of the intent scores of the leads';
COMMENT ON COLUMN user_daily_analytics.intent_score_count IS 'Leads that have the intent score';
COMMENT ON COLUMN user_daily_analytics.urgency_score_sum IS 'Sum of the urgency scores of the leads';
COMMENT ON COLUMN user_daily_analytics.urgency_score_count IS 'Leads that have the urgency score';
COMMENT ON COLUMN user_daily_analytics.budget_score_sum IS 'Sum of the budget scores of the leads';
COMMENT ON COLUMN user_daily_analytics.budget_score_count IS 'Leads that have the budget score';
COMMENT ON COLUMN user_daily_analytics.fit_score_sum IS 'Sum of the fit scores of the leads';
COMMENT ON COLUMN user_daily_analytics.fit_score_count IS 'Leads that have the fit score';
COMMENT ON COLUMN user_daily_analytics.engagement_score_sum IS 'Sum of the engagement scores of the leads';
COMMENT ON COLUMN user_daily_analytics.engagement_score_count IS 'Leads that have the engagement score';
COMMENT ON COLUMN user_daily_analytics.total_score_sum IS 'Sum of the total scores of the leads';
COMMENT ON COLUMN user_daily_analytics.total_score_count IS 'Leads that have the total score';
COMMENT ON COLUMN user_daily_analytics.total_cta_interactions IS 'Sum of the five counters of calls to action; set by a trigger';
COMMENT ON COLUMN user_daily_analytics.cta_conversion_rate IS 'Calls with a call to action of 100 calls; set by a trigger';
COMMENT ON COLUMN user_daily_analytics.avg_duration_minutes IS 'Started minutes for each call';
COMMENT ON COLUMN user_daily_analytics.conversion_rate IS 'Leads of 100 calls';
COMMENT ON COLUMN user_daily_analytics.success_rate IS 'Successes of 100';
COMMENT ON COLUMN user_daily_analytics.answer_rate IS 'Answered calls of 100';
COMMENT ON COLUMN user_daily_analytics.avg_intent_score IS 'Mean intent score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_daily_analytics.avg_urgency_score IS 'Mean urgency score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_daily_analytics.avg_budget_score IS 'Mean budget score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_daily_analytics.avg_fit_score IS 'Mean fit score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_daily_analytics.avg_engagement_score IS 'Mean engagement score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_daily_analytics.avg_total_score IS 'Mean total score of the leads that have one, 0 to 100';
COMMENT ON COLUMN user_daily_analytics.created_at IS 'When the row was made';
COMMENT ON COLUMN user_daily_analytics.updated_at IS 'When the row was last changed; set by a trigger';

-- object: audit/reckon_figures.sql sha256:db7a3bccfcea1bcb8eb831bbc79ff8ad38dbd6c29cb319990c884d470863cb01
-- What calls, leads and outcomes add up to by agent and day, and by tenant and day, hour, week and month, reckoned from their starts
-- and the tenant's zone: from nothing that a trigger keeps, so that it can judge everything that triggers keep. The row of all
-- is there without any call too, and so names the figures.
CREATE OR REPLACE FUNCTION reckon_figures(tenant uuid DEFAULT NULL) RETURNS TABLE (
  period text, user_id uuid, agent_id uuid, date date, hour integer, figures jsonb)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH raw AS (
    SELECT c.user_id, c.agent_id, here.began::date AS day, extract(hour FROM here.began)::integer AS hour,
      date_trunc('week', here.began)::date AS week, date_trunc('month', here.began)::date AS month,
      c.status IN ('completed', 'failed') AS counted, c.status, c.lead_type, c.call_source, c.duration_minutes,
      c.duration_seconds, c.credits_used, o.outcome, l.id AS lead_id, l.is_qualified, l.lead_status_tag,
      l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked, l.cta_sample_clicked, l.cta_escalated_to_human,
      l.intent_score, l.urgency_score, l.budget_score, l.fit_score, l.engagement_score, l.total_score
    FROM calls c JOIN users u ON u.id = c.user_id
    CROSS JOIN LATERAL (SELECT c.started_at AT TIME ZONE u.timezone AS began) here
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE tenant IS NULL OR c.user_id = tenant
  )
  SELECT
    CASE 0 WHEN grouping(agent_id) THEN 'agent' WHEN grouping(hour) THEN 'hour' WHEN grouping(day) THEN 'daily'
      WHEN grouping(week) THEN 'weekly' WHEN grouping(month) THEN 'monthly' ELSE 'all' END,
    raw.user_id, agent_id, coalesce(day, week, month), hour, jsonb_build_object(
      'total_calls', count(*) FILTER (WHERE counted),
      'successful_calls', count(*) FILTER (WHERE status = 'completed'),
      'failed_calls', count(*) FILTER (WHERE status = 'failed'),
      'answered_calls', count(*) FILTER (WHERE outcome IN ('completed', 'disconnected')),
      'inbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'inbound'),
      'outbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'outbound'),
      'phone_calls', count(*) FILTER (WHERE counted AND call_source = 'phone'),
      'internet_calls', count(*) FILTER (WHERE counted AND call_source = 'internet'),
      'total_duration_minutes', coalesce(sum(duration_minutes) FILTER (WHERE counted), 0),
      'total_duration_seconds', coalesce(sum(duration_seconds) FILTER (WHERE counted), 0),
      'long_calls', count(*) FILTER (WHERE counted AND duration_seconds > 300),
      'credits_used', coalesce(sum(credits_used) FILTER (WHERE counted), 0),
      'leads_generated', count(lead_id),
      'qualified_leads', count(lead_id) FILTER (WHERE is_qualified),
      'hot_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'hot'),
      'warm_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'warm'),
      'cold_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'cold'),
      'cta_pricing_clicks', count(*) FILTER (WHERE cta_pricing_clicked),
      'cta_demo_clicks', count(*) FILTER (WHERE cta_demo_clicked),
      'cta_followup_clicks', count(*) FILTER (WHERE cta_followup_clicked),
      'cta_sample_clicks', count(*) FILTER (WHERE cta_sample_clicked),
      'cta_human_escalations', count(*) FILTER (WHERE cta_escalated_to_human),
      'cta_calls', count(*) FILTER (WHERE cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked
        OR cta_sample_clicked OR cta_escalated_to_human),
      'intent_score_sum', coalesce(sum(intent_score), 0), 'intent_score_count', count(intent_score),
      'urgency_score_sum', coalesce(sum(urgency_score), 0), 'urgency_score_count', count(urgency_score),
      'budget_score_sum', coalesce(sum(budget_score), 0), 'budget_score_count', count(budget_score),
      'fit_score_sum', coalesce(sum(fit_score), 0), 'fit_score_count', count(fit_score),
      'engagement_score_sum', coalesce(sum(engagement_score), 0), 'engagement_score_count', count(engagement_score),
      'total_score_sum', coalesce(sum(total_score), 0), 'total_score_count', count(total_score))
  FROM raw
  GROUP BY GROUPING SETS (
    (raw.user_id, agent_id, day), (raw.user_id, day), (raw.user_id, day, hour), (raw.user_id, week), (raw.user_id, month), ())
$$;
COMMENT ON FUNCTION reckon_figures(uuid) IS
  'What calls, leads and outcomes add up to by agent and day, and by tenant and day, hour, week and month; of one tenant, or of all';

-- object: audit/segments.sql sha256:46d40cfa44becc2283e04bae9b2013d5a8c46a8d86a16be83088c9d4e623ba49
-- Every segment is what its calls, leads and outcomes add up to, reckoned from their starts and the tenant's zone; a row of zeros equals
-- a missing one.
CREATE OR REPLACE FUNCTION find_segment_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH raw AS (
    SELECT c.user_id, (c.started_at AT TIME ZONE u.timezone)::date AS date, c.agent_id, c.call_source, c.lead_type, c.status,
      c.status IN ('completed', 'failed') AS counted, c.duration_minutes, c.duration_seconds, c.credits_used, o.outcome,
      l.id AS lead_id, l.is_qualified, l.lead_status_tag, l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked,
      l.cta_sample_clicked, l.cta_escalated_to_human,
      l.cta_pricing_clicked OR l.cta_demo_clicked OR l.cta_followup_clicked OR l.cta_sample_clicked OR l.cta_escalated_to_human AS asked
    FROM calls c JOIN users u ON u.id = c.user_id
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE tenant IS NULL OR c.user_id = tenant
  ), expected AS (
    SELECT raw.user_id, date, concat_ws(' ', date, agent_id, call_source, lead_type) AS row_id, jsonb_build_object(
      'total_calls', count(*) FILTER (WHERE counted),
      'successful_calls', count(*) FILTER (WHERE status = 'completed'),
      'failed_calls', count(*) FILTER (WHERE status = 'failed'),
      'total_duration_minutes', coalesce(sum(duration_minutes) FILTER (WHERE counted), 0),
      'total_duration_seconds', coalesce(sum(duration_seconds) FILTER (WHERE counted), 0),
      'long_calls', count(*) FILTER (WHERE counted AND duration_seconds > 300),
      'credits_used', coalesce(sum(credits_used) FILTER (WHERE counted), 0),
      'completed_outcomes', count(*) FILTER (WHERE outcome = 'completed'),
      'no_answer_outcomes', count(*) FILTER (WHERE outcome = 'no_answer'),
      'busy_outcomes', count(*) FILTER (WHERE outcome = 'busy'),
      'failed_outcomes', count(*) FILTER (WHERE outcome = 'failed'),
      'voicemail_outcomes', count(*) FILTER (WHERE outcome = 'voicemail'),
      'disconnected_outcomes', count(*) FILTER (WHERE outcome = 'disconnected'),
      'answered_calls', count(*) FILTER (WHERE outcome IN ('completed', 'disconnected')),
      'leads_generated', count(lead_id),
      'qualified_leads', count(lead_id) FILTER (WHERE is_qualified),
      'hot_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'hot'),
      'warm_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'warm'),
      'cold_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'cold'),
      'cta_pricing_clicks', count(*) FILTER (WHERE cta_pricing_clicked),
      'cta_demo_clicks', count(*) FILTER (WHERE cta_demo_clicked),
      'cta_followup_clicks', count(*) FILTER (WHERE cta_followup_clicked),
      'cta_sample_clicks', count(*) FILTER (WHERE cta_sample_clicked),
      'cta_human_escalations', count(*) FILTER (WHERE cta_escalated_to_human),
      'cta_calls', count(*) FILTER (WHERE asked),
      'qualified_cta_calls', count(*) FILTER (WHERE asked AND is_qualified)) AS figures
    FROM raw GROUP BY raw.user_id, date, agent_id, call_source, lead_type
  ), kept AS (
    SELECT s.user_id, s.date, concat_ws(' ', s.date, s.agent_id, s.call_source, s.lead_type) AS row_id,
      to_jsonb(s) - ARRAY['user_id', 'date', 'agent_id', 'call_source', 'lead_type'] AS figures
    FROM call_segment_analytics s WHERE tenant IS NULL OR s.user_id = tenant
  )
  SELECT 'segment_is_not_its_calls', user_id, 'call_segment_analytics', row_id, string_agg(
      format('%s is %s, should be %s', name, coalesce(k.figures ->> name, '0'), coalesce(e.figures ->> name, '0')), '; ' ORDER BY name), date
  FROM kept k FULL JOIN expected e USING (user_id, date, row_id)
  CROSS JOIN LATERAL jsonb_object_keys(coalesce(e.figures, k.figures)) name
  WHERE coalesce(k.figures ->> name, '0') <> coalesce(e.figures ->> name, '0')
  GROUP BY user_id, row_id, date
$$;
COMMENT ON FUNCTION find_segment_differences(uuid) IS
  'Segments that are not what their calls, leads and outcomes add up to, with the day to rebuild; of one tenant, or of all';

-- object: core/absent_transition_tables.sql sha256:a0fc54dcbcf97df585ec73e3402fb9092916dc1b1b5e26f5778c6bc898ad4098
-- An insert has no old rows and a delete no new ones; these empty stand-ins let one function serve all three events.
-- A transition table of the same name takes precedence over them. A view keeps the columns that its table had when it was made:
-- a table that gains one needs this file applied again, as calls and lead_analytics did for the person, and leads for judgements.
CREATE SCHEMA IF NOT EXISTS absent;
COMMENT ON SCHEMA absent IS 'Empty stand-ins for the transition tables that an insert or a delete lacks';
CREATE OR REPLACE VIEW absent.calls_old AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.calls_new AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.leads_old AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.leads_new AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_old AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_new AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.transcripts_old AS SELECT * FROM public.transcripts WHERE false;
CREATE OR REPLACE VIEW absent.transcripts_new AS SELECT * FROM public.transcripts WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_old AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_new AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.changed_old AS SELECT NULL::uuid AS user_id WHERE false;
CREATE OR REPLACE VIEW absent.changed_new AS SELECT NULL::uuid AS user_id WHERE false;
COMMENT ON VIEW absent.calls_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.calls_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.leads_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.leads_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.outcomes_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.outcomes_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.transcripts_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.transcripts_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.agent_days_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.agent_days_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.changed_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.changed_new IS 'Empty stand-in for the new rows of a statement that has none';

-- object: rollups/rebuild_agent_analytics.sql sha256:b560b2de22cd22062b618488c70bf17c07e37e122c7eb9cc01f128dec366a3d7
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Counts a tenant's agents' days anew from its calls, and says how many rows that changed. What follows from these days moves
-- with them by trigger.
CREATE OR REPLACE FUNCTION rebuild_agent_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT agent_id, user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT agent_id, user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM agent_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day AND hour IS NULL
  )
  INSERT INTO agent_analytics AS t (agent_id, user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count)
  SELECT agent_id, user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(long_calls), sum(credits_used),
    sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads),
    sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations),
    sum(cta_calls), sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count),
    sum(budget_score_sum), sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY agent_id, user_id, date
  ORDER BY agent_id, user_id, date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    long_calls = excluded.long_calls,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    cta_pricing_clicks = excluded.cta_pricing_clicks,
    cta_demo_clicks = excluded.cta_demo_clicks,
    cta_followup_clicks = excluded.cta_followup_clicks,
    cta_sample_clicks = excluded.cta_sample_clicks,
    cta_human_escalations = excluded.cta_human_escalations,
    cta_calls = excluded.cta_calls,
    intent_score_sum = excluded.intent_score_sum,
    intent_score_count = excluded.intent_score_count,
    urgency_score_sum = excluded.urgency_score_sum,
    urgency_score_count = excluded.urgency_score_count,
    budget_score_sum = excluded.budget_score_sum,
    budget_score_count = excluded.budget_score_count,
    fit_score_sum = excluded.fit_score_sum,
    fit_score_count = excluded.fit_score_count,
    engagement_score_sum = excluded.engagement_score_sum,
    engagement_score_count = excluded.engagement_score_count,
    total_score_sum = excluded.total_score_sum,
    total_score_count = excluded.total_score_count
  -- The last ones are those that the proposed row's own trigger has made.
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls, t.internet_calls,
    t.total_duration_minutes, t.total_duration_seconds, t.long_calls, t.credits_used, t.answered_calls, t.leads_generated,
    t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks,
    t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum,
    t.urgency_score_count, t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum,
    t.engagement_score_count, t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.long_calls, excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads,
    excluded.hot_leads, excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks,
    excluded.cta_followup_clicks, excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls,
    excluded.intent_score_sum, excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count,
    excluded.budget_score_sum, excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count,
    excluded.engagement_score_sum, excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count,
    excluded.total_cta_interactions, excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_agent_analytics(uuid, date, date) IS 'Counts the days of a tenant''s agents anew from its calls; returns how many rows that changed';

-- object: rollups/rebuild_user_analytics.sql sha256:c44ce194e42920c74b23504be3fde9f0247fdc5b9ebbecb5e15cf43a92ff59e5
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Counts a tenant's days and hours anew from its calls, and says how many rows that changed. Its agents' days come first:
-- repaired later, they would move these by differences that are counted already.
-- depends on: rollups/rebuild_agent_analytics.sql
CREATE OR REPLACE FUNCTION rebuild_user_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, first_day, last_day);
  WITH image AS (
    SELECT user_id, date, h.hour,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count
    FROM call_contributions c CROSS JOIN LATERAL (VALUES (c.hour), (NULL)) h (hour)
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, hour, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_analytics AS t (user_id, date, hour,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count)
  SELECT user_id, date, hour,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(long_calls), sum(credits_used),
    sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads),
    sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations),
    sum(cta_calls), sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count),
    sum(budget_score_sum), sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY user_id, date, hour
  ORDER BY user_id, date, hour
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    long_calls = excluded.long_calls,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    cta_pricing_clicks = excluded.cta_pricing_clicks,
    cta_demo_clicks = excluded.cta_demo_clicks,
    cta_followup_clicks = excluded.cta_followup_clicks,
    cta_sample_clicks = excluded.cta_sample_clicks,
    cta_human_escalations = excluded.cta_human_escalations,
    cta_calls = excluded.cta_calls,
    intent_score_sum = excluded.intent_score_sum,
    intent_score_count = excluded.intent_score_count,
    urgency_score_sum = excluded.urgency_score_sum,
    urgency_score_count = excluded.urgency_score_count,
    budget_score_sum = excluded.budget_score_sum,
    budget_score_count = excluded.budget_score_count,
    fit_score_sum = excluded.fit_score_sum,
    fit_score_count = excluded.fit_score_count,
    engagement_score_sum = excluded.engagement_score_sum,
    engagement_score_count = excluded.engagement_score_count,
    total_score_sum = excluded.total_score_sum,
    total_score_count = excluded.total_score_count
  -- The last ones are those that the proposed row's own trigger has made.
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls, t.internet_calls,
    t.total_duration_minutes, t.total_duration_seconds, t.long_calls, t.credits_used, t.answered_calls, t.leads_generated,
    t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks,
    t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum,
    t.urgency_score_count, t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum,
    t.engagement_score_count, t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.long_calls, excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads,
    excluded.hot_leads, excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks,
    excluded.cta_followup_clicks, excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls,
    excluded.intent_score_sum, excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count,
    excluded.budget_score_sum, excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count,
    excluded.engagement_score_sum, excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count,
    excluded.total_cta_interactions, excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'user_analytics');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_user_analytics(uuid, date, date) IS 'Counts a tenant''s days and hours anew from its calls; returns how many rows that changed';

-- object: rollups/apply_rollup_changes.sql sha256:ed06ea7bda7de01bfd9de3f4ab8785e3e1797a956b41cdad744c1a467f7bcb84
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Rollups move by what the triggers of calls, leads and outcomes have written down: after each statement, or once for a transaction that
-- collects it. Groups are taken in key order, under the lock of the tenants' rollups, so that two transactions cannot wait for each
-- other in a circle. A rollup that cannot be moved is written down, and leaves the others and the business rows as they are.
CREATE OR REPLACE FUNCTION collects_rollup_changes() RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(current_setting('app.rollups', true) = 'collected', false) $$;
COMMENT ON FUNCTION collects_rollup_changes() IS 'Whether this transaction moves its rollups once, at its end';

CREATE OR REPLACE FUNCTION apply_rollup_changes(source text, operation text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
  mine CONSTANT bigint := pg_current_xact_id()::text::bigint;
  tenants CONSTANT uuid[] := ARRAY(SELECT DISTINCT user_id FROM rollup_changes WHERE transaction = mine);
BEGIN
  IF tenants = '{}' THEN
    RETURN;
  END IF;
  PERFORM hold_rollups(tenants);
  BEGIN
    INSERT INTO agent_analytics AS t (user_id, agent_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
    SELECT * FROM (
      SELECT user_id, agent_id, date,
        coalesce(sum(total_calls), 0) AS total_calls,
        coalesce(sum(successful_calls), 0) AS successful_calls,
        coalesce(sum(failed_calls), 0) AS failed_calls,
        coalesce(sum(inbound_calls), 0) AS inbound_calls,
        coalesce(sum(outbound_calls), 0) AS outbound_calls,
        coalesce(sum(phone_calls), 0) AS phone_calls,
        coalesce(sum(internet_calls), 0) AS internet_calls,
        coalesce(sum(total_duration_minutes), 0) AS total_duration_minutes,
        coalesce(sum(total_duration_seconds), 0) AS total_duration_seconds,
        coalesce(sum(long_calls), 0) AS long_calls,
        coalesce(sum(credits_used), 0) AS credits_used,
        coalesce(sum(answered_calls), 0) AS answered_calls,
        coalesce(sum(leads_generated), 0) AS leads_generated,
        coalesce(sum(qualified_leads), 0) AS qualified_leads,
        coalesce(sum(hot_leads), 0) AS hot_leads,
        coalesce(sum(warm_leads), 0) AS warm_leads,
        coalesce(sum(cold_leads), 0) AS cold_leads,
        coalesce(sum(cta_pricing_clicks), 0) AS cta_pricing_clicks,
        coalesce(sum(cta_demo_clicks), 0) AS cta_demo_clicks,
        coalesce(sum(cta_followup_clicks), 0) AS cta_followup_clicks,
        coalesce(sum(cta_sample_clicks), 0) AS cta_sample_clicks,
        coalesce(sum(cta_human_escalations), 0) AS cta_human_escalations,
        coalesce(sum(cta_calls), 0) AS cta_calls,
        coalesce(sum(intent_score_sum), 0) AS intent_score_sum,
        coalesce(sum(intent_score_count), 0) AS intent_score_count,
        coalesce(sum(urgency_score_sum), 0) AS urgency_score_sum,
        coalesce(sum(urgency_score_count), 0) AS urgency_score_count,
        coalesce(sum(budget_score_sum), 0) AS budget_score_sum,
        coalesce(sum(budget_score_count), 0) AS budget_score_count,
        coalesce(sum(fit_score_sum), 0) AS fit_score_sum,
        coalesce(sum(fit_score_count), 0) AS fit_score_count,
        coalesce(sum(engagement_score_sum), 0) AS engagement_score_sum,
        coalesce(sum(engagement_score_count), 0) AS engagement_score_count,
        coalesce(sum(total_score_sum), 0) AS total_score_sum,
        coalesce(sum(total_score_count), 0) AS total_score_count
      FROM rollup_changes
      WHERE transaction = mine
      GROUP BY 1, 2, 3
    ) moved
    WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3
    ON CONFLICT (user_id, agent_id, date) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      inbound_calls = t.inbound_calls + excluded.inbound_calls,
      outbound_calls = t.outbound_calls + excluded.outbound_calls,
      phone_calls = t.phone_calls + excluded.phone_calls,
      internet_calls = t.internet_calls + excluded.internet_calls,
      total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
      total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
      long_calls = t.long_calls + excluded.long_calls,
      credits_used = t.credits_used + excluded.credits_used,
      answered_calls = t.answered_calls + excluded.answered_calls,
      leads_generated = t.leads_generated + excluded.leads_generated,
      qualified_leads = t.qualified_leads + excluded.qualified_leads,
      hot_leads = t.hot_leads + excluded.hot_leads,
      warm_leads = t.warm_leads + excluded.warm_leads,
      cold_leads = t.cold_leads + excluded.cold_leads,
      cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
      cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
      cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
      cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
      cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
      cta_calls = t.cta_calls + excluded.cta_calls,
      intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
      intent_score_count = t.intent_score_count + excluded.intent_score_count,
      urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
      urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
      budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
      budget_score_count = t.budget_score_count + excluded.budget_score_count,
      fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
      fit_score_count = t.fit_score_count + excluded.fit_score_count,
      engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
      engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
      total_score_sum = t.total_score_sum + excluded.total_score_sum,
      total_score_count = t.total_score_count + excluded.total_score_count;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;
  BEGIN
    INSERT INTO user_analytics AS t (user_id, date, hour,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
    SELECT * FROM (
      SELECT user_id, date, hour,
        coalesce(sum(total_calls), 0) AS total_calls,
        coalesce(sum(successful_calls), 0) AS successful_calls,
        coalesce(sum(failed_calls), 0) AS failed_calls,
        coalesce(sum(inbound_calls), 0) AS inbound_calls,
        coalesce(sum(outbound_calls), 0) AS outbound_calls,
        coalesce(sum(phone_calls), 0) AS phone_calls,
        coalesce(sum(internet_calls), 0) AS internet_calls,
        coalesce(sum(total_duration_minutes), 0) AS total_duration_minutes,
        coalesce(sum(total_duration_seconds), 0) AS total_duration_seconds,
        coalesce(sum(long_calls), 0) AS long_calls,
        coalesce(sum(credits_used), 0) AS credits_used,
        coalesce(sum(answered_calls), 0) AS answered_calls,
        coalesce(sum(leads_generated), 0) AS leads_generated,
        coalesce(sum(qualified_leads), 0) AS qualified_leads,
        coalesce(sum(hot_leads), 0) AS hot_leads,
        coalesce(sum(warm_leads), 0) AS warm_leads,
        coalesce(sum(cold_leads), 0) AS cold_leads,
        coalesce(sum(cta_pricing_clicks), 0) AS cta_pricing_clicks,
        coalesce(sum(cta_demo_clicks), 0) AS cta_demo_clicks,
        coalesce(sum(cta_followup_clicks), 0) AS cta_followup_clicks,
        coalesce(sum(cta_sample_clicks), 0) AS cta_sample_clicks,
        coalesce(sum(cta_human_escalations), 0) AS cta_human_escalations,
        coalesce(sum(cta_calls), 0) AS cta_calls,
        coalesce(sum(intent_score_sum), 0) AS intent_score_sum,
        coalesce(sum(intent_score_count), 0) AS intent_score_count,
        coalesce(sum(urgency_score_sum), 0) AS urgency_score_sum,
        coalesce(sum(urgency_score_count), 0) AS urgency_score_count,
        coalesce(sum(budget_score_sum), 0) AS budget_score_sum,
        coalesce(sum(budget_score_count), 0) AS budget_score_count,
        coalesce(sum(fit_score_sum), 0) AS fit_score_sum,
        coalesce(sum(fit_score_count), 0) AS fit_score_count,
        coalesce(sum(engagement_score_sum), 0) AS engagement_score_sum,
        coalesce(sum(engagement_score_count), 0) AS engagement_score_count,
        coalesce(sum(total_score_sum), 0) AS total_score_sum,
        coalesce(sum(total_score_count), 0) AS total_score_count
      FROM rollup_changes
      WHERE transaction = mine
      GROUP BY 1, 2, 3
    ) moved
    WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3
    ON CONFLICT (user_id, date, hour) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      inbound_calls = t.inbound_calls + excluded.inbound_calls,
      outbound_calls = t.outbound_calls + excluded.outbound_calls,
      phone_calls = t.phone_calls + excluded.phone_calls,
      internet_calls = t.internet_calls + excluded.internet_calls,
      total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
      total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
      long_calls = t.long_calls + excluded.long_calls,
      credits_used = t.credits_used + excluded.credits_used,
      answered_calls = t.answered_calls + excluded.answered_calls,
      leads_generated = t.leads_generated + excluded.leads_generated,
      qualified_leads = t.qualified_leads + excluded.qualified_leads,
      hot_leads = t.hot_leads + excluded.hot_leads,
      warm_leads = t.warm_leads + excluded.warm_leads,
      cold_leads = t.cold_leads + excluded.cold_leads,
      cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
      cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
      cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
      cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
      cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
      cta_calls = t.cta_calls + excluded.cta_calls,
      intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
      intent_score_count = t.intent_score_count + excluded.intent_score_count,
      urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
      urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
      budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
      budget_score_count = t.budget_score_count + excluded.budget_score_count,
      fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
      fit_score_count = t.fit_score_count + excluded.fit_score_count,
      engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
      engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
      total_score_sum = t.total_score_sum + excluded.total_score_sum,
      total_score_count = t.total_score_count + excluded.total_score_count;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;
  BEGIN
    INSERT INTO call_analytics_cache AS t (user_id, date_period, period_type,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls, total_call_duration,
      long_calls, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads,
      pricing_clicks, demo_requests, followup_requests, sample_requests, human_escalations)
    SELECT * FROM (
      SELECT user_id, p.first_day AS date_period, p.type AS period_type,
        coalesce(sum(total_calls), 0) AS total_calls,
        coalesce(sum(successful_calls), 0) AS successful_calls,
        coalesce(sum(failed_calls), 0) AS failed_calls,
        coalesce(sum(inbound_calls), 0) AS inbound_calls,
        coalesce(sum(outbound_calls), 0) AS outbound_calls,
        coalesce(sum(phone_calls), 0) AS phone_calls,
        coalesce(sum(internet_calls), 0) AS internet_calls,
        coalesce(sum(total_duration_seconds), 0) AS total_call_duration,
        coalesce(sum(long_calls), 0) AS long_calls,
        coalesce(sum(credits_used), 0) AS credits_used,
        coalesce(sum(answered_calls), 0) AS answered_calls,
        coalesce(sum(leads_generated), 0) AS leads_generated,
        coalesce(sum(qualified_leads), 0) AS qualified_leads,
        coalesce(sum(hot_leads), 0) AS hot_leads,
        coalesce(sum(warm_leads), 0) AS warm_leads,
        coalesce(sum(cold_leads), 0) AS cold_leads,
        coalesce(sum(cta_pricing_clicks), 0) AS pricing_clicks,
        coalesce(sum(cta_demo_clicks), 0) AS demo_requests,
        coalesce(sum(cta_followup_clicks), 0) AS followup_requests,
        coalesce(sum(cta_sample_clicks), 0) AS sample_requests,
        coalesce(sum(cta_human_escalations), 0) AS human_escalations
      FROM rollup_changes CROSS JOIN LATERAL (VALUES
        ('daily', date), ('weekly', period_first_day('weekly', date)), ('monthly', period_first_day('monthly', date))) p (type, first_day)
      WHERE transaction = mine
      GROUP BY 1, 2, 3
    ) moved
    WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls, total_call_duration,
      long_calls, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads,
      pricing_clicks, demo_requests, followup_requests, sample_requests, human_escalations)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3
    ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      inbound_calls = t.inbound_calls + excluded.inbound_calls,
      outbound_calls = t.outbound_calls + excluded.outbound_calls,
      phone_calls = t.phone_calls + excluded.phone_calls,
      internet_calls = t.internet_calls + excluded.internet_calls,
      total_call_duration = t.total_call_duration + excluded.total_call_duration,
      long_calls = t.long_calls + excluded.long_calls,
      credits_used = t.credits_used + excluded.credits_used,
      answered_calls = t.answered_calls + excluded.answered_calls,
      leads_generated = t.leads_generated + excluded.leads_generated,
      qualified_leads = t.qualified_leads + excluded.qualified_leads,
      hot_leads = t.hot_leads + excluded.hot_leads,
      warm_leads = t.warm_leads + excluded.warm_leads,
      cold_leads = t.cold_leads + excluded.cold_leads,
      pricing_clicks = t.pricing_clicks + excluded.pricing_clicks,
      demo_requests = t.demo_requests + excluded.demo_requests,
      followup_requests = t.followup_requests + excluded.followup_requests,
      sample_requests = t.sample_requests + excluded.sample_requests,
      human_escalations = t.human_escalations + excluded.human_escalations;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;
  BEGIN
    INSERT INTO call_segment_analytics AS t (user_id, date, agent_id, call_source, lead_type,
      total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, long_calls, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
    SELECT * FROM (
      SELECT user_id, date, agent_id, call_source, lead_type,
        coalesce(sum(total_calls), 0) AS total_calls,
        coalesce(sum(successful_calls), 0) AS successful_calls,
        coalesce(sum(failed_calls), 0) AS failed_calls,
        coalesce(sum(total_duration_minutes), 0) AS total_duration_minutes,
        coalesce(sum(total_duration_seconds), 0) AS total_duration_seconds,
        coalesce(sum(long_calls), 0) AS long_calls,
        coalesce(sum(credits_used), 0) AS credits_used,
        coalesce(sum(completed_outcomes), 0) AS completed_outcomes,
        coalesce(sum(no_answer_outcomes), 0) AS no_answer_outcomes,
        coalesce(sum(busy_outcomes), 0) AS busy_outcomes,
        coalesce(sum(failed_outcomes), 0) AS failed_outcomes,
        coalesce(sum(voicemail_outcomes), 0) AS voicemail_outcomes,
        coalesce(sum(disconnected_outcomes), 0) AS disconnected_outcomes,
        coalesce(sum(leads_generated), 0) AS leads_generated,
        coalesce(sum(qualified_leads), 0) AS qualified_leads,
        coalesce(sum(hot_leads), 0) AS hot_leads,
        coalesce(sum(warm_leads), 0) AS warm_leads,
        coalesce(sum(cold_leads), 0) AS cold_leads,
        coalesce(sum(cta_pricing_clicks), 0) AS cta_pricing_clicks,
        coalesce(sum(cta_demo_clicks), 0) AS cta_demo_clicks,
        coalesce(sum(cta_followup_clicks), 0) AS cta_followup_clicks,
        coalesce(sum(cta_sample_clicks), 0) AS cta_sample_clicks,
        coalesce(sum(cta_human_escalations), 0) AS cta_human_escalations,
        coalesce(sum(cta_calls), 0) AS cta_calls,
        coalesce(sum(qualified_cta_calls), 0) AS qualified_cta_calls
      FROM rollup_changes
      WHERE transaction = mine
      GROUP BY 1, 2, 3, 4, 5
    ) moved
    WHERE (total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, long_calls, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
      total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
      long_calls = t.long_calls + excluded.long_calls,
      credits_used = t.credits_used + excluded.credits_used,
      completed_outcomes = t.completed_outcomes + excluded.completed_outcomes,
      no_answer_outcomes = t.no_answer_outcomes + excluded.no_answer_outcomes,
      busy_outcomes = t.busy_outcomes + excluded.busy_outcomes,
      failed_outcomes = t.failed_outcomes + excluded.failed_outcomes,
      voicemail_outcomes = t.voicemail_outcomes + excluded.voicemail_outcomes,
      disconnected_outcomes = t.disconnected_outcomes + excluded.disconnected_outcomes,
      leads_generated = t.leads_generated + excluded.leads_generated,
      qualified_leads = t.qualified_leads + excluded.qualified_leads,
      hot_leads = t.hot_leads + excluded.hot_leads,
      warm_leads = t.warm_leads + excluded.warm_leads,
      cold_leads = t.cold_leads + excluded.cold_leads,
      cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
      cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
      cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
      cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
      cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
      cta_calls = t.cta_calls + excluded.cta_calls,
      qualified_cta_calls = t.qualified_cta_calls + excluded.qualified_cta_calls;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;
  DELETE FROM rollup_changes WHERE transaction = mine;
END $$;
COMMENT ON FUNCTION apply_rollup_changes(text, text) IS
  'Moves every rollup by what this transaction has written down; the arguments say what is at fault where one cannot be moved';

-- A batch writes calls, leads and outcomes one after another, and each row of a rollup once.
CREATE OR REPLACE FUNCTION collect_rollup_changes() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT set_config('app.rollups', 'collected', true) $$;
COMMENT ON FUNCTION collect_rollup_changes() IS 'Until release_rollup_changes, or the end of the transaction, rollups stay as they are';

CREATE OR REPLACE FUNCTION release_rollup_changes() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM set_config('app.rollups', '', true);
  PERFORM apply_rollup_changes('rollup_changes', 'INSERT');
END $$;
COMMENT ON FUNCTION release_rollup_changes() IS 'Moves the rollups by all that was collected since collect_rollup_changes';

-- Whoever collects and never releases has its rollups moved when it commits.
CREATE OR REPLACE FUNCTION trg_release_rollup_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_release_rollup_changes() IS 'What a transaction collected and did not release moves the rollups when it commits';

DROP TRIGGER IF EXISTS trigger_release_rollup_changes ON rollup_changes;
CREATE CONSTRAINT TRIGGER trigger_release_rollup_changes
  AFTER INSERT ON rollup_changes DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.is_collected) EXECUTE FUNCTION trg_release_rollup_changes();
COMMENT ON CONSTRAINT trigger_release_rollup_changes ON rollup_changes IS
  'Moves the rollups when the transaction commits that wrote the row, if it has not released them';

-- object: rollups/call_contributions.sql sha256:101ecdb0d7aacfd702273819698aaf6b5c9b307a0dece6a346da665a322d73cd
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- What each counted call adds to every rollup, with its lead and outcome: the definition by which rollups are rebuilt. What is
-- divided by calls comes from the calls that are counted, so that no rate exceeds the whole.
DROP VIEW IF EXISTS call_contributions;
CREATE VIEW call_contributions WITH (security_barrier) AS
SELECT c.user_id, c.agent_id, c.call_date AS date, extract(hour FROM c.started_at AT TIME ZONE u.timezone)::integer AS hour,
  c.call_source, c.lead_type,
  1 AS total_calls,
  (status = 'completed')::integer AS successful_calls,
  (status = 'failed')::integer AS failed_calls,
  (lead_type = 'inbound')::integer AS inbound_calls,
  (lead_type = 'outbound')::integer AS outbound_calls,
  (call_source = 'phone')::integer AS phone_calls,
  (call_source = 'internet')::integer AS internet_calls,
  duration_minutes AS total_duration_minutes,
  duration_seconds AS total_duration_seconds,
  (duration_seconds > 300)::integer AS long_calls,
  credits_used AS credits_used,
  coalesce(o.answered_calls, 0) AS answered_calls,
  coalesce(o.completed_outcomes, 0) AS completed_outcomes,
  coalesce(o.no_answer_outcomes, 0) AS no_answer_outcomes,
  coalesce(o.busy_outcomes, 0) AS busy_outcomes,
  coalesce(o.failed_outcomes, 0) AS failed_outcomes,
  coalesce(o.voicemail_outcomes, 0) AS voicemail_outcomes,
  coalesce(o.disconnected_outcomes, 0) AS disconnected_outcomes,
  coalesce(l.leads_generated, 0) AS leads_generated,
  coalesce(l.qualified_leads, 0) AS qualified_leads,
  coalesce(l.hot_leads, 0) AS hot_leads,
  coalesce(l.warm_leads, 0) AS warm_leads,
  coalesce(l.cold_leads, 0) AS cold_leads,
  coalesce(l.cta_pricing_clicks, 0) AS cta_pricing_clicks,
  coalesce(l.cta_demo_clicks, 0) AS cta_demo_clicks,
  coalesce(l.cta_followup_clicks, 0) AS cta_followup_clicks,
  coalesce(l.cta_sample_clicks, 0) AS cta_sample_clicks,
  coalesce(l.cta_human_escalations, 0) AS cta_human_escalations,
  coalesce(l.cta_calls, 0) AS cta_calls,
  coalesce(l.qualified_cta_calls, 0) AS qualified_cta_calls,
  coalesce(l.intent_score_sum, 0) AS intent_score_sum,
  coalesce(l.intent_score_count, 0) AS intent_score_count,
  coalesce(l.urgency_score_sum, 0) AS urgency_score_sum,
  coalesce(l.urgency_score_count, 0) AS urgency_score_count,
  coalesce(l.budget_score_sum, 0) AS budget_score_sum,
  coalesce(l.budget_score_count, 0) AS budget_score_count,
  coalesce(l.fit_score_sum, 0) AS fit_score_sum,
  coalesce(l.fit_score_count, 0) AS fit_score_count,
  coalesce(l.engagement_score_sum, 0) AS engagement_score_sum,
  coalesce(l.engagement_score_count, 0) AS engagement_score_count,
  coalesce(l.total_score_sum, 0) AS total_score_sum,
  coalesce(l.total_score_count, 0) AS total_score_count
FROM calls c
JOIN users u ON u.id = c.user_id
LEFT JOIN (
  SELECT call_id AS of_call,
    1 AS leads_generated,
    (is_qualified)::integer AS qualified_leads,
    (lead_status_tag = 'hot')::integer AS hot_leads,
    (lead_status_tag = 'warm')::integer AS warm_leads,
    (lead_status_tag = 'cold')::integer AS cold_leads,
    (cta_pricing_clicked)::integer AS cta_pricing_clicks,
    (cta_demo_clicked)::integer AS cta_demo_clicks,
    (cta_followup_clicked)::integer AS cta_followup_clicks,
    (cta_sample_clicked)::integer AS cta_sample_clicks,
    (cta_escalated_to_human)::integer AS cta_human_escalations,
    (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer AS cta_calls,
    (is_qualified AND (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human))::integer AS qualified_cta_calls,
    coalesce(intent_score, 0) AS intent_score_sum,
    (intent_score IS NOT NULL)::integer AS intent_score_count,
    coalesce(urgency_score, 0) AS urgency_score_sum,
    (urgency_score IS NOT NULL)::integer AS urgency_score_count,
    coalesce(budget_score, 0) AS budget_score_sum,
    (budget_score IS NOT NULL)::integer AS budget_score_count,
    coalesce(fit_score, 0) AS fit_score_sum,
    (fit_score IS NOT NULL)::integer AS fit_score_count,
    coalesce(engagement_score, 0) AS engagement_score_sum,
    (engagement_score IS NOT NULL)::integer AS engagement_score_count,
    coalesce(total_score, 0) AS total_score_sum,
    (total_score IS NOT NULL)::integer AS total_score_count
  FROM lead_analytics
) l ON l.of_call = c.id
LEFT JOIN (
  SELECT call_id AS of_call,
    (outcome IN ('completed', 'disconnected'))::integer AS answered_calls,
    (outcome = 'completed')::integer AS completed_outcomes,
    (outcome = 'no_answer')::integer AS no_answer_outcomes,
    (outcome = 'busy')::integer AS busy_outcomes,
    (outcome = 'failed')::integer AS failed_outcomes,
    (outcome = 'voicemail')::integer AS voicemail_outcomes,
    (outcome = 'disconnected')::integer AS disconnected_outcomes
  FROM agent_call_outcomes
) o ON o.of_call = c.id
WHERE c.is_counted;
COMMENT ON VIEW call_contributions IS 'What each call adds to the rollups; rebuilding sums it up';

REVOKE ALL ON call_contributions FROM PUBLIC;

-- object: rollups/changes_from_calls.sql sha256:a5fe7d5e0dbc9cd046397420e7761d7631b2d86f8017996a18c8acbb80bec52a
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Completed and failed calls are counted: every change of a call moves the rollups by new minus old.
-- depends on: rollups/apply_rollup_changes.sql
CREATE OR REPLACE FUNCTION trg_calls_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO rollup_changes (is_collected, user_id, agent_id, date, hour, call_source, lead_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used)
  SELECT collects_rollup_changes(), moved.* FROM (
    SELECT image.user_id, agent_id, call_date, extract(hour FROM started_at AT TIME ZONE u.timezone)::integer,
      call_source, lead_type,
      sum(sign * 1) AS total_calls,
      sum(sign * (status = 'completed')::integer) AS successful_calls,
      sum(sign * (status = 'failed')::integer) AS failed_calls,
      sum(sign * (lead_type = 'inbound')::integer) AS inbound_calls,
      sum(sign * (lead_type = 'outbound')::integer) AS outbound_calls,
      sum(sign * (call_source = 'phone')::integer) AS phone_calls,
      sum(sign * (call_source = 'internet')::integer) AS internet_calls,
      sum(sign * duration_minutes) AS total_duration_minutes,
      sum(sign * duration_seconds) AS total_duration_seconds,
      sum(sign * (duration_seconds > 300)::integer) AS long_calls,
      sum(sign * credits_used) AS credits_used
    FROM (
      SELECT 1 AS sign, user_id, agent_id, call_date, started_at, call_source, lead_type, status, duration_minutes, duration_seconds, credits_used
      FROM calls_new WHERE is_counted
      UNION ALL
      SELECT -1, user_id, agent_id, call_date, started_at, call_source, lead_type, status, duration_minutes, duration_seconds, credits_used
      FROM calls_old WHERE is_counted
    ) image JOIN users u ON u.id = image.user_id
    GROUP BY 1, 2, 3, 4, 5, 6
  ) moved
  WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used)
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_calls_analytics_cache() IS 'Writes down by how much a statement moves the rollups: new minus old';

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE FUNCTION trg_calls_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT collects_rollup_changes() THEN
    PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_calls_daily_analytics() IS 'Moves the rollups by what was written down, unless the transaction collects it';

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_insert
  AFTER INSERT ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_update
  AFTER UPDATE ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_delete
  AFTER DELETE ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

-- object: rollups/rebuild_call_analytics_cache.sql sha256:d20d3664de586634ce03f441b70556a65473cc38c26c513147ffbbec8dacd0de
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Counts the cached days, weeks and months that a range of days touches anew from a tenant's calls, each as a whole, and says how
-- many rows that changed.
CREATE OR REPLACE FUNCTION rebuild_call_analytics_cache(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT user_id, p.date_period, p.period_type,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_seconds AS total_call_duration, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks AS pricing_clicks, cta_demo_clicks AS demo_requests,
      cta_followup_clicks AS followup_requests, cta_sample_clicks AS sample_requests, cta_human_escalations AS human_escalations
    FROM call_contributions CROSS JOIN LATERAL (VALUES
      ('daily', date),
      ('weekly', period_first_day('weekly', date)),
      ('monthly', period_first_day('monthly', date))) p (period_type, date_period)
    WHERE user_id = tenant AND date BETWEEN least(period_first_day('weekly', first_day), period_first_day('monthly', first_day))
        AND greatest(period_last_day('weekly', last_day), period_last_day('monthly', last_day))
      AND p.date_period BETWEEN period_first_day(p.period_type, first_day) AND last_day
    UNION ALL
    SELECT user_id, date_period, period_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_analytics_cache
    WHERE user_id = tenant AND date_period BETWEEN period_first_day(period_type, first_day) AND last_day
  )
  INSERT INTO call_analytics_cache AS t (user_id, date_period, period_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls, total_call_duration,
    long_calls, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks,
    demo_requests, followup_requests, sample_requests, human_escalations)
  SELECT user_id, date_period, period_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_call_duration), sum(long_calls), sum(credits_used), sum(answered_calls), sum(leads_generated),
    sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(pricing_clicks), sum(demo_requests),
    sum(followup_requests), sum(sample_requests), sum(human_escalations)
  FROM image
  GROUP BY user_id, date_period, period_type
  ORDER BY user_id, date_period, period_type
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_call_duration = excluded.total_call_duration,
    long_calls = excluded.long_calls,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    pricing_clicks = excluded.pricing_clicks,
    demo_requests = excluded.demo_requests,
    followup_requests = excluded.followup_requests,
    sample_requests = excluded.sample_requests,
    human_escalations = excluded.human_escalations
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls, t.internet_calls,
    t.total_call_duration, t.long_calls, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads, t.hot_leads,
    t.warm_leads, t.cold_leads, t.pricing_clicks, t.demo_requests, t.followup_requests, t.sample_requests, t.human_escalations)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_call_duration, excluded.long_calls, excluded.credits_used,
    excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads,
    excluded.cold_leads, excluded.pricing_clicks, excluded.demo_requests, excluded.followup_requests, excluded.sample_requests,
    excluded.human_escalations);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'call_analytics_cache');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_analytics_cache(uuid, date, date) IS 'Counts a tenant''s periods that touch the days anew, each as a whole; returns how many rows that changed';

-- object: rollups/rebuild_call_segment_analytics.sql sha256:2b817eec9ad2f3121b00552496bcd00ebf2480f20c15302a3fe4029f9e832c6d
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Counts a tenant's segments anew from its calls, and says how many rows that changed. No other rollup follows from them.
CREATE OR REPLACE FUNCTION rebuild_call_segment_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT user_id, date, agent_id, call_source, lead_type,
      total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, long_calls, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, agent_id, call_source, lead_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_segment_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO call_segment_analytics AS t (user_id, date, agent_id, call_source, lead_type,
    total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, long_calls, credits_used,
    completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks,
    cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
  SELECT user_id, date, agent_id, call_source, lead_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(long_calls), sum(credits_used), sum(completed_outcomes), sum(no_answer_outcomes), sum(busy_outcomes), sum(failed_outcomes),
    sum(voicemail_outcomes), sum(disconnected_outcomes), sum(leads_generated), sum(qualified_leads), sum(hot_leads),
    sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks),
    sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls), sum(qualified_cta_calls)
  FROM image
  GROUP BY user_id, date, agent_id, call_source, lead_type
  ORDER BY user_id, date, agent_id, call_source, lead_type
  ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    long_calls = excluded.long_calls,
    credits_used = excluded.credits_used,
    completed_outcomes = excluded.completed_outcomes,
    no_answer_outcomes = excluded.no_answer_outcomes,
    busy_outcomes = excluded.busy_outcomes,
    failed_outcomes = excluded.failed_outcomes,
    voicemail_outcomes = excluded.voicemail_outcomes,
    disconnected_outcomes = excluded.disconnected_outcomes,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    cta_pricing_clicks = excluded.cta_pricing_clicks,
    cta_demo_clicks = excluded.cta_demo_clicks,
    cta_followup_clicks = excluded.cta_followup_clicks,
    cta_sample_clicks = excluded.cta_sample_clicks,
    cta_human_escalations = excluded.cta_human_escalations,
    cta_calls = excluded.cta_calls,
    qualified_cta_calls = excluded.qualified_cta_calls
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.total_duration_minutes, t.total_duration_seconds, t.long_calls,
    t.credits_used, t.completed_outcomes, t.no_answer_outcomes, t.busy_outcomes, t.failed_outcomes, t.voicemail_outcomes,
    t.disconnected_outcomes, t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks,
    t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls, t.qualified_cta_calls)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.long_calls, excluded.credits_used, excluded.completed_outcomes,
    excluded.no_answer_outcomes, excluded.busy_outcomes, excluded.failed_outcomes, excluded.voicemail_outcomes,
    excluded.disconnected_outcomes, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads,
    excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks,
    excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls, excluded.qualified_cta_calls);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_segment_analytics(uuid, date, date) IS 'Counts a tenant''s segments of these days anew from its calls; returns how many rows were wrong';

-- object: rollups/rebuild_user_daily_analytics.sql sha256:2d4fb25125bb54d285a1cd18d85135a44a7a49c1142617923dd38c3e2ea590ce
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Counts a tenant's daily figures anew from its calls, its agents' days first, and says how many rows that changed.
-- depends on: rollups/rebuild_agent_analytics.sql
CREATE OR REPLACE FUNCTION rebuild_user_daily_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, first_day, last_day);
  WITH image AS (
    SELECT user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_daily_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_daily_analytics AS t (user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count)
  SELECT user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(long_calls), sum(credits_used),
    sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads),
    sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations),
    sum(cta_calls), sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count),
    sum(budget_score_sum), sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY user_id, date
  ORDER BY user_id, date
  ON CONFLICT (user_id, date) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    long_calls = excluded.long_calls,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    cta_pricing_clicks = excluded.cta_pricing_clicks,
    cta_demo_clicks = excluded.cta_demo_clicks,
    cta_followup_clicks = excluded.cta_followup_clicks,
    cta_sample_clicks = excluded.cta_sample_clicks,
    cta_human_escalations = excluded.cta_human_escalations,
    cta_calls = excluded.cta_calls,
    intent_score_sum = excluded.intent_score_sum,
    intent_score_count = excluded.intent_score_count,
    urgency_score_sum = excluded.urgency_score_sum,
    urgency_score_count = excluded.urgency_score_count,
    budget_score_sum = excluded.budget_score_sum,
    budget_score_count = excluded.budget_score_count,
    fit_score_sum = excluded.fit_score_sum,
    fit_score_count = excluded.fit_score_count,
    engagement_score_sum = excluded.engagement_score_sum,
    engagement_score_count = excluded.engagement_score_count,
    total_score_sum = excluded.total_score_sum,
    total_score_count = excluded.total_score_count
  -- The last ones are those that the proposed row's own trigger has made.
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls, t.internet_calls,
    t.total_duration_minutes, t.total_duration_seconds, t.long_calls, t.credits_used, t.answered_calls, t.leads_generated,
    t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks,
    t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum,
    t.urgency_score_count, t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum,
    t.engagement_score_count, t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.long_calls, excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads,
    excluded.hot_leads, excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks,
    excluded.cta_followup_clicks, excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls,
    excluded.intent_score_sum, excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count,
    excluded.budget_score_sum, excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count,
    excluded.engagement_score_sum, excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count,
    excluded.total_cta_interactions, excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'user_daily_analytics');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_user_daily_analytics(uuid, date, date) IS 'Counts a tenant''s daily figures anew from its calls; returns how many rows that changed';

-- object: rollups/user_analytics_from_agents.sql sha256:c7bd3fbae5e5c74330d7b0022a4e8a19d41389ab901d1196266787a597557520
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- A tenant's day is the sum of its agents' days: every change of an agent's day moves it, in both tables, by new minus old.
CREATE OR REPLACE FUNCTION trg_user_daily_rollup() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- A statement that writes new rows over old ones fires for both, mostly with nothing in one of them.
  IF NOT EXISTS (SELECT FROM agent_days_new) AND NOT EXISTS (SELECT FROM agent_days_old) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old));
  WITH moved AS MATERIALIZED (
    SELECT * FROM (
      SELECT user_id, date,
        sum(sign * total_calls) AS total_calls,
        sum(sign * successful_calls) AS successful_calls,
        sum(sign * failed_calls) AS failed_calls,
        sum(sign * inbound_calls) AS inbound_calls,
        sum(sign * outbound_calls) AS outbound_calls,
        sum(sign * phone_calls) AS phone_calls,
        sum(sign * internet_calls) AS internet_calls,
        sum(sign * total_duration_minutes) AS total_duration_minutes,
        sum(sign * total_duration_seconds) AS total_duration_seconds,
        sum(sign * long_calls) AS long_calls,
        sum(sign * credits_used) AS credits_used,
        sum(sign * answered_calls) AS answered_calls,
        sum(sign * leads_generated) AS leads_generated,
        sum(sign * qualified_leads) AS qualified_leads,
        sum(sign * hot_leads) AS hot_leads,
        sum(sign * warm_leads) AS warm_leads,
        sum(sign * cold_leads) AS cold_leads,
        sum(sign * cta_pricing_clicks) AS cta_pricing_clicks,
        sum(sign * cta_demo_clicks) AS cta_demo_clicks,
        sum(sign * cta_followup_clicks) AS cta_followup_clicks,
        sum(sign * cta_sample_clicks) AS cta_sample_clicks,
        sum(sign * cta_human_escalations) AS cta_human_escalations,
        sum(sign * cta_calls) AS cta_calls,
        sum(sign * intent_score_sum) AS intent_score_sum,
        sum(sign * intent_score_count) AS intent_score_count,
        sum(sign * urgency_score_sum) AS urgency_score_sum,
        sum(sign * urgency_score_count) AS urgency_score_count,
        sum(sign * budget_score_sum) AS budget_score_sum,
        sum(sign * budget_score_count) AS budget_score_count,
        sum(sign * fit_score_sum) AS fit_score_sum,
        sum(sign * fit_score_count) AS fit_score_count,
        sum(sign * engagement_score_sum) AS engagement_score_sum,
        sum(sign * engagement_score_count) AS engagement_score_count,
        sum(sign * total_score_sum) AS total_score_sum,
        sum(sign * total_score_count) AS total_score_count
      FROM (
        SELECT 1 AS sign, * FROM agent_days_new WHERE hour IS NULL
        UNION ALL
        SELECT -1, * FROM agent_days_old WHERE hour IS NULL
      ) image
      GROUP BY user_id, date
    ) summed
    WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY user_id, date
  ), moved_daily AS (
    INSERT INTO user_daily_analytics AS t (user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
    SELECT * FROM moved
    ON CONFLICT (user_id, date) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      inbound_calls = t.inbound_calls + excluded.inbound_calls,
      outbound_calls = t.outbound_calls + excluded.outbound_calls,
      phone_calls = t.phone_calls + excluded.phone_calls,
      internet_calls = t.internet_calls + excluded.internet_calls,
      total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
      total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
      long_calls = t.long_calls + excluded.long_calls,
      credits_used = t.credits_used + excluded.credits_used,
      answered_calls = t.answered_calls + excluded.answered_calls,
      leads_generated = t.leads_generated + excluded.leads_generated,
      qualified_leads = t.qualified_leads + excluded.qualified_leads,
      hot_leads = t.hot_leads + excluded.hot_leads,
      warm_leads = t.warm_leads + excluded.warm_leads,
      cold_leads = t.cold_leads + excluded.cold_leads,
      cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
      cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
      cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
      cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
      cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
      cta_calls = t.cta_calls + excluded.cta_calls,
      intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
      intent_score_count = t.intent_score_count + excluded.intent_score_count,
      urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
      urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
      budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
      budget_score_count = t.budget_score_count + excluded.budget_score_count,
      fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
      fit_score_count = t.fit_score_count + excluded.fit_score_count,
      engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
      engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
      total_score_sum = t.total_score_sum + excluded.total_score_sum,
      total_score_count = t.total_score_count + excluded.total_score_count
  )
  INSERT INTO user_analytics AS t (user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count)
  SELECT * FROM moved
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    total_calls = t.total_calls + excluded.total_calls,
    successful_calls = t.successful_calls + excluded.successful_calls,
    failed_calls = t.failed_calls + excluded.failed_calls,
    inbound_calls = t.inbound_calls + excluded.inbound_calls,
    outbound_calls = t.outbound_calls + excluded.outbound_calls,
    phone_calls = t.phone_calls + excluded.phone_calls,
    internet_calls = t.internet_calls + excluded.internet_calls,
    total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
    total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
    long_calls = t.long_calls + excluded.long_calls,
    credits_used = t.credits_used + excluded.credits_used,
    answered_calls = t.answered_calls + excluded.answered_calls,
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
    cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
    cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
    cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
    cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
    cta_calls = t.cta_calls + excluded.cta_calls,
    intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
    intent_score_count = t.intent_score_count + excluded.intent_score_count,
    urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
    urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
    budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
    budget_score_count = t.budget_score_count + excluded.budget_score_count,
    fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
    fit_score_count = t.fit_score_count + excluded.fit_score_count,
    engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
    engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
    total_score_sum = t.total_score_sum + excluded.total_score_sum,
    total_score_count = t.total_score_count + excluded.total_score_count;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

-- object: tables/derived_comments.sql sha256:b1434aaaf4613b26c5bc332aabb313a88671404f0a1e53c6090f60f57238ca72
-- Keys, closed sets and triggers say what the catalog knows of them: a trigger what its function says, and when. A view that repeats a
-- table says of its columns what the table says. What is made anew has lost its comment.
-- depends on: all others
-- applied again: with every change
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    WITH keys AS (
      SELECT o.*, c.relname, (
        SELECT string_agg(a.attname, ', ' ORDER BY k.position) FROM unnest(o.conkey) WITH ORDINALITY k (attnum, position)
          JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum) AS columns
      FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
      WHERE o.connamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' AND o.contype IN ('p', 'u', 'f', 'c')
    ), meanings AS (
      SELECT relname, conname, CASE
        WHEN contype = 'p' THEN format('A row is identified by %s', columns)
        WHEN contype = 'u' THEN format('No two rows share %s', columns)
        WHEN contype = 'f' THEN format('%s is that of a row of %s%s', columns, (SELECT relname FROM pg_class WHERE oid = confrelid), CASE confdeltype
          WHEN 'c' THEN ', and the row goes with it' WHEN 'n' THEN ', and is emptied when that row goes'
          ELSE ', which stays as long as it is named' END)
        WHEN conname LIKE '%\_is\_known' THEN format('%s is one of: %s', columns, (
          SELECT string_agg(quoted[1], ', ') FROM regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''', 'g') quoted))
        WHEN conname LIKE '%\_is\_e164' THEN format('%s is in E.164: a plus sign and 7 to 15 digits', columns)
        WHEN conname LIKE '%\_score\_is\_percent' THEN format('%s is 0 to 100', columns)
        END AS meaning FROM keys
    )
    SELECT format('COMMENT ON CONSTRAINT %I ON public.%I IS %L', conname, relname, meaning) FROM meanings WHERE meaning IS NOT NULL
    UNION ALL
    SELECT format('COMMENT ON INDEX public.%I IS %L', conname, format('Keeps the constraint %s of %s', conname, relname))
    FROM keys WHERE contype IN ('p', 'u')
    UNION ALL
    SELECT format('COMMENT ON TRIGGER %I ON public.%I IS %L', t.tgname, c.relname, format('%s %s: %s',
      CASE WHEN t.tgtype & 2 = 2 THEN 'Before' ELSE 'After' END,
      concat_ws(' or ', CASE WHEN t.tgtype & 4 = 4 THEN 'insert' END, CASE WHEN t.tgtype & 16 = 16 THEN 'update' END,
        CASE WHEN t.tgtype & 8 = 8 THEN 'delete' END, CASE WHEN t.tgtype & 32 = 32 THEN 'truncate' END),
      lower(left(d.description, 1)) || substr(d.description, 2)))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_description d ON d.objoid = t.tgfoid AND d.classoid = 'pg_proc'::regclass
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgname <> 'cache_invalidation_system_config'
    UNION ALL
    SELECT format('COMMENT ON COLUMN %s.%I IS %L', view, a.attname, col_description(source.attrelid, source.attnum))
    FROM (
      SELECT c.oid::regclass AS view, pair.of::regclass AS of FROM (VALUES
          ('calls', 'calls'), ('leads', 'lead_analytics'), ('outcomes', 'agent_call_outcomes'), ('transcripts', 'transcripts'),
          ('agent_days', 'agent_analytics'), ('changed', 'calls')) pair (stand_in, of)
        JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      UNION ALL VALUES
        ('call_contributions'::regclass, 'rollup_changes'::regclass), ('recent_call_analytics'::regclass, 'call_analytics_cache'::regclass),
        ('person_leads'::regclass, 'leads'::regclass), ('my_kpi_summary'::regclass, 'user_kpi_summary'::regclass)
    ) repeats
      JOIN pg_attribute a ON a.attrelid = view AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = of AND source.attname = a.attname
    WHERE col_description(source.attrelid, source.attnum) IS NOT NULL
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;

-- What has been counted is counted anew, so that the new columns have it too.
DO $$
BEGIN
  PERFORM rebuild_user_analytics(id, '-infinity', 'infinity'), rebuild_user_daily_analytics(id, '-infinity', 'infinity'),
    rebuild_call_analytics_cache(id, '-infinity', 'infinity'), rebuild_call_segment_analytics(id, '-infinity', 'infinity')
  FROM users ORDER BY id;
END $$;
