-- object: schema.prisma/admin_audit_log sha256:7f07087f51cb373b958f8e8f308cd5e1829bf18ed27e87a8a56132f2089eb74a
COMMENT ON TABLE admin_audit_log IS 'What administrators did; append-only';
COMMENT ON COLUMN admin_audit_log.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN admin_audit_log.admin_user_id IS 'The administrator';
COMMENT ON COLUMN admin_audit_log.action IS 'What was done';
COMMENT ON COLUMN admin_audit_log.resource_type IS 'Kind of thing it was done to';
COMMENT ON COLUMN admin_audit_log.resource_id IS 'Key of that thing, as text';
COMMENT ON COLUMN admin_audit_log.target_user_id IS 'User whom it affects, if any';
COMMENT ON COLUMN admin_audit_log.details IS 'What else describes the action';
COMMENT ON COLUMN admin_audit_log.ip_address IS 'Address that the request came from';
COMMENT ON COLUMN admin_audit_log.user_agent IS 'Browser that the request came from';
COMMENT ON COLUMN admin_audit_log.created_at IS 'When the row was made';
COMMENT ON COLUMN admin_audit_log.entry_number IS 'Its place in the chain, from 1 without a gap; set by a trigger';
COMMENT ON COLUMN admin_audit_log.previous_hash IS 'entry_hash of the entry before it; zeros for the first';
COMMENT ON COLUMN admin_audit_log.entry_hash IS 'SHA-256 of all that the entry says, its number and previous_hash; set by a trigger';

-- object: schema.prisma/agent_analytics sha256:460ad43cd8d45a154b14032491c896457348ac61db18423778a64f1ad94214da
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

-- object: schema.prisma/agent_call_outcomes sha256:35c18337dddfd8e32936fea16ff21847d3c6cea7646ed9a745ac267f53cf10ed
COMMENT ON TABLE agent_call_outcomes IS 'How a call went, at most one row a call';
COMMENT ON COLUMN agent_call_outcomes.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN agent_call_outcomes.agent_id IS 'The agent it is about';
COMMENT ON COLUMN agent_call_outcomes.call_id IS 'The call it is about';
COMMENT ON COLUMN agent_call_outcomes.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN agent_call_outcomes.call_date IS 'Day of the call in the tenant''s zone; follows the call';
COMMENT ON COLUMN agent_call_outcomes.outcome IS 'What counts, by the person or the provider: completed, no_answer, busy, failed, voicemail or disconnected; the first and the last count as answered';
COMMENT ON COLUMN agent_call_outcomes.call_quality_score IS 'Quality of the call, 1 to 10';
COMMENT ON COLUMN agent_call_outcomes.customer_satisfaction IS 'Satisfaction of the other party, 1 to 10';
COMMENT ON COLUMN agent_call_outcomes.is_qualified_lead IS 'Whether the call brought a qualified lead';
COMMENT ON COLUMN agent_call_outcomes.lead_temperature IS 'hot, warm, cold or not_interested';
COMMENT ON COLUMN agent_call_outcomes.sentiment_score IS 'Mood of the conversation, -1 to 1';
COMMENT ON COLUMN agent_call_outcomes.key_topics IS 'What was talked about';
COMMENT ON COLUMN agent_call_outcomes.objections_raised IS 'What the other party objected';
COMMENT ON COLUMN agent_call_outcomes.next_steps IS 'What was agreed to come next';
COMMENT ON COLUMN agent_call_outcomes.provider_outcome IS 'How the call ended by what the provider said';
COMMENT ON COLUMN agent_call_outcomes.edited_outcome IS 'How the call ended by what a person said; NULL when nobody did';
COMMENT ON COLUMN agent_call_outcomes.edited_at IS 'When the person said so';
COMMENT ON COLUMN agent_call_outcomes.edited_by IS 'Who said so';
COMMENT ON COLUMN agent_call_outcomes.call_started_at IS 'When the call began; follows the call';
COMMENT ON COLUMN agent_call_outcomes.person_key IS 'Whom the call was with: the number in E.164, else the address in lower case, else the call itself; follows the call';
COMMENT ON COLUMN agent_call_outcomes.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN agent_call_outcomes.lead_type IS 'inbound or outbound; follows the call';
COMMENT ON COLUMN agent_call_outcomes.is_counted IS 'Whether its call is counted, because it is completed or failed; what rates divide comes from counted calls alone';
COMMENT ON COLUMN agent_call_outcomes.created_at IS 'When the row was made';
COMMENT ON COLUMN agent_call_outcomes.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/agent_performance_trends sha256:a664c78910746b8f3e4b7ae2230ebc05c1b19582e520889dbc7ceda98fdaa2f4
COMMENT ON TABLE agent_performance_trends IS 'An agent''s figures of a period against those of the one before, a day against the same weekday a week before; while a period runs, its days that are over against as many';
COMMENT ON COLUMN agent_performance_trends.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN agent_performance_trends.agent_id IS 'The agent it is about';
COMMENT ON COLUMN agent_performance_trends.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN agent_performance_trends.period_start IS 'First day of the period';
COMMENT ON COLUMN agent_performance_trends.period_end IS 'Last day of the period';
COMMENT ON COLUMN agent_performance_trends.period_type IS 'Length of the period: daily, weekly, monthly or, of trends, quarterly';
COMMENT ON COLUMN agent_performance_trends.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN agent_performance_trends.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN agent_performance_trends.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN agent_performance_trends.success_rate IS 'Successes of 100';
COMMENT ON COLUMN agent_performance_trends.conversion_rate IS 'Leads of 100 calls';
COMMENT ON COLUMN agent_performance_trends.calls_change_percentage IS 'Calls against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.success_rate_change_percentage IS 'Success rate against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.answer_rate_change_percentage IS 'Answer rate against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.duration_change_percentage IS 'Length of calls against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.leads_change_percentage IS 'Leads against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.qualified_leads_change_percentage IS 'Qualified leads against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.conversion_rate_change_percentage IS 'Conversion rate against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.cta_change_percentage IS 'Calls to action against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.score_change_percentage IS 'Mean total score against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.credits_change_percentage IS 'Credits used against the period before, in percent of it; NULL when that was zero or unknown';
COMMENT ON COLUMN agent_performance_trends.performance_rank IS 'Place among the tenant''s agents in the period, 1 is best: by qualified leads, then leads, then successful calls';
COMMENT ON COLUMN agent_performance_trends.created_at IS 'When the row was made';

-- object: schema.prisma/agent_targets sha256:48c75afe6a80672c950a82190422c16fa015517f686773f08750d8d73f40d5d3
COMMENT ON TABLE agent_targets IS 'What a tenant wants an agent to reach in a period, and what it has reached';
COMMENT ON COLUMN agent_targets.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN agent_targets.agent_id IS 'The agent it is about';
COMMENT ON COLUMN agent_targets.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN agent_targets.target_date IS 'First day of the period';
COMMENT ON COLUMN agent_targets.target_type IS 'daily, weekly, monthly or quarterly';
COMMENT ON COLUMN agent_targets.period_end IS 'Last day of the period';
COMMENT ON COLUMN agent_targets.target_calls IS 'Calls to reach; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_success_rate IS 'Success rate to reach, in percent; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_leads IS 'Leads to reach; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_conversion_rate IS 'Conversion rate to reach, in percent; NULL without such a target';
COMMENT ON COLUMN agent_targets.actual_calls IS 'Calls of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_successful_calls IS 'Successful calls of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_leads IS 'Leads of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_success_rate IS 'Successful calls of 100 so far';
COMMENT ON COLUMN agent_targets.actual_conversion_rate IS 'Leads of 100 calls so far';
COMMENT ON COLUMN agent_targets.achievement_percentage IS 'Mean share of the targets set that has been reached, in percent; none counts for more than 100';
COMMENT ON COLUMN agent_targets.created_at IS 'When the row was made';
COMMENT ON COLUMN agent_targets.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/agents sha256:b8741b3bd94275b4199da979771db70a1b680f3024118b7d405fa14ad3b899f0
COMMENT ON TABLE agents IS 'A voice agent of a tenant, as the provider knows it';
COMMENT ON COLUMN agents.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN agents.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN agents.elevenlabs_agent_id IS 'The provider''s id of the agent, by which its calls find their tenant';
COMMENT ON COLUMN agents.name IS 'Name that the tenant sees';
COMMENT ON COLUMN agents.agent_type IS 'call or chat';
COMMENT ON COLUMN agents.description IS 'What the agent is for, in the tenant''s words';
COMMENT ON COLUMN agents.is_active IS 'Whether the agent is in use';
COMMENT ON COLUMN agents.created_at IS 'When the row was made';
COMMENT ON COLUMN agents.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/announcement_key sha256:a973a9e56634597a00ebb91a1d35eddd4b4e14074acab281b92ecfab6e289bba
COMMENT ON TABLE announcement_key IS 'What announcements of changes are proved and their tenants named with; no role of the application reads it but to listen';
COMMENT ON COLUMN announcement_key.only_row IS 'Always true';
COMMENT ON COLUMN announcement_key.secret IS '256 random bits';

-- object: schema.prisma/audit_chain_head sha256:5c7555ad94eb52e08b5f7e1bea5bf7188bf91239b4ea545ff2b5902ca1fbcdb6
COMMENT ON TABLE audit_chain_head IS 'The newest entry of the audit log, so that a missing end shows';
COMMENT ON COLUMN audit_chain_head.only_row IS 'True: the table has one row';
COMMENT ON COLUMN audit_chain_head.entry_number IS 'Number of the newest entry; 0 before the first';
COMMENT ON COLUMN audit_chain_head.entry_hash IS 'Hash of the newest entry';

-- object: schema.prisma/audit_findings sha256:dea34a2270c8e6bf42904a8d89c448ef001c7d5f9400e1b68e39ec1b6d96501d
COMMENT ON TABLE audit_findings IS 'What the nightly audits found, from the first night until the night on which it was gone';
COMMENT ON COLUMN audit_findings.id IS 'The finding';
COMMENT ON COLUMN audit_findings.audit IS 'consistency (validate_user_data_consistency) or isolation (audit_data_isolation)';
COMMENT ON COLUMN audit_findings.check_name IS 'The rule that is broken';
COMMENT ON COLUMN audit_findings.tenant_id IS 'Whose data it is; NULL when it concerns the database itself. No foreign key: that user may be what is missing';
COMMENT ON COLUMN audit_findings.table_name IS 'Where it was found';
COMMENT ON COLUMN audit_findings.row_id IS 'The row or object that breaks the rule';
COMMENT ON COLUMN audit_findings.detail IS 'What is there and what should be';
COMMENT ON COLUMN audit_findings.first_seen_at IS 'The first audit that saw it';
COMMENT ON COLUMN audit_findings.last_seen_at IS 'The newest audit that saw it';
COMMENT ON COLUMN audit_findings.resolved_at IS 'The audit that no longer saw it; NULL while it stands';

-- object: schema.prisma/call_analytics_cache sha256:b6b51fcb1b3a738e18b6923fbf408ded6ee300f3e59263d386deb69f46cb110c
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

-- object: schema.prisma/call_search_failures sha256:35e256f5efbe0cd5f3dd4320814dd71293f389cb9c7a0209c298d33e46a8955d
COMMENT ON TABLE call_search_failures IS 'Calls whose words could not be made; the audit shows them';
COMMENT ON COLUMN call_search_failures.call_id IS 'The call it is about';
COMMENT ON COLUMN call_search_failures.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN call_search_failures.reason IS 'Why not';
COMMENT ON COLUMN call_search_failures.failed_at IS 'When that was tried last';

-- object: schema.prisma/call_search_queue sha256:0be6eececa72cfd4c1811521ee79772789daefe6cd8f1effd74cfeefe67c9091
COMMENT ON TABLE call_search_queue IS 'Calls whose words a job is to make';
COMMENT ON COLUMN call_search_queue.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN call_search_queue.call_id IS 'The call it is about';
COMMENT ON COLUMN call_search_queue.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN call_search_queue.queued_at IS 'When that was asked for';

-- object: schema.prisma/call_search_rebuilds sha256:c60e596e7de13398322c3dedfd656215a8d12f92e95611e0f5fff3518a64a88e
COMMENT ON TABLE call_search_rebuilds IS 'Days of a tenant whose calls'' words a job is to make anew, newest call first';
COMMENT ON COLUMN call_search_rebuilds.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN call_search_rebuilds.first_day IS 'First of the days';
COMMENT ON COLUMN call_search_rebuilds.last_day IS 'Last of the days';
COMMENT ON COLUMN call_search_rebuilds.before_started_at IS 'When the call began whose words were made last; NULL before the first';
COMMENT ON COLUMN call_search_rebuilds.before_call_id IS 'The call whose words were made last; NULL before the first';
COMMENT ON COLUMN call_search_rebuilds.requested_at IS 'When that was asked for';
COMMENT ON COLUMN call_search_rebuilds.postponed_at IS 'When somebody else was changing the next calls; NULL when that has not happened';

-- object: schema.prisma/call_searches sha256:733cf20b3939406065bc293b3e435fea0e5c9bc36fc4dfee0e44eb986f189342
COMMENT ON TABLE call_searches IS 'The words by which each call is found; tenants reach it by functions alone';
COMMENT ON COLUMN call_searches.call_id IS 'The call it is about';
COMMENT ON COLUMN call_searches.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN call_searches.digest IS 'A digest of what the words were made of, and of the words; NULL for words of earlier rules, which are being made anew';

-- object: schema.prisma/call_segment_analytics sha256:c5ad22d9e220f6b4c5b1954546614c2389d281f76626a90b24c11a5cea74ebba
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

-- object: schema.prisma/calls sha256:1797bdd5bc212f6c94b20eaa483c2e7919e18c96ff8a9eb5875681a5e107e660
COMMENT ON TABLE calls IS 'One conversation of an agent, from the provider''s events';
COMMENT ON COLUMN calls.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN calls.agent_id IS 'The agent it is about';
COMMENT ON COLUMN calls.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN calls.contact_id IS 'The contact whom the number or address belongs to, if one is known';
COMMENT ON COLUMN calls.elevenlabs_conversation_id IS 'The provider''s id of the conversation; one call each';
COMMENT ON COLUMN calls.phone_number IS 'The other party''s number in E.164; NULL without one';
COMMENT ON COLUMN calls.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN calls.caller_name IS 'Name of the other party, when known';
COMMENT ON COLUMN calls.caller_email IS 'Address of the other party, when known';
COMMENT ON COLUMN calls.lead_type IS 'inbound or outbound';
COMMENT ON COLUMN calls.duration_minutes IS 'Started minutes, which are charged: 61 seconds are 2';
COMMENT ON COLUMN calls.duration_seconds IS 'Exact length in seconds';
COMMENT ON COLUMN calls.credits_used IS 'Credits that the call cost';
COMMENT ON COLUMN calls.credits_per_minute IS 'Credits for each started minute when the call was charged';
COMMENT ON COLUMN calls.status IS 'in_progress, completed, failed or cancelled';
COMMENT ON COLUMN calls.recording_url IS 'Address in the product at which the recording is played; NULL until it is stored';
COMMENT ON COLUMN calls.recording_storage_key IS 'Where the recording lies in the file storage; NULL until it is stored';
COMMENT ON COLUMN calls.has_audio IS 'Whether the call has a recording';
COMMENT ON COLUMN calls.summary_title IS 'Title of the provider''s summary';
COMMENT ON COLUMN calls.summary IS 'The provider''s summary of the conversation';
COMMENT ON COLUMN calls.termination_reason IS 'Why the conversation ended, in the provider''s words';
COMMENT ON COLUMN calls.metadata IS 'What else the provider said about the call';
COMMENT ON COLUMN calls.provider_version IS 'Rank, moment and hash of the event that the call was read from; a lower one is older and changes nothing';
COMMENT ON COLUMN calls.started_at IS 'When the conversation began';
COMMENT ON COLUMN calls.ended_at IS 'When it ended; NULL while it lasts';
COMMENT ON COLUMN calls.call_date IS 'Day of its beginning in the tenant''s zone; set by a trigger alone';
COMMENT ON COLUMN calls.person_key IS 'Whom the call was with: the number in E.164, else the address in lower case, else the call itself; follows the call';
COMMENT ON COLUMN calls.is_counted IS 'Whether its call is counted, because it is completed or failed; what rates divide comes from counted calls alone';
COMMENT ON COLUMN calls.created_at IS 'When the row was made';
COMMENT ON COLUMN calls.updated_at IS 'When the row was last changed; set by a trigger';
COMMENT ON COLUMN calls.notes IS 'What the tenant noted about the call; NULL when nothing is';

-- object: schema.prisma/contact_import_rows sha256:95f887104881b95188b256cafa9b6f2cb1a3ebba8e788832c5d4869c696733d7
COMMENT ON TABLE contact_import_rows IS 'What a row of a file says of a person, and what becomes of it';
COMMENT ON COLUMN contact_import_rows.import_id IS 'The import';
COMMENT ON COLUMN contact_import_rows.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN contact_import_rows.row_number IS 'Its place among the file''s rows, from 1';
COMMENT ON COLUMN contact_import_rows.line IS 'The line of the file on which it begins, from 1';
COMMENT ON COLUMN contact_import_rows.name IS 'Name in the file';
COMMENT ON COLUMN contact_import_rows.phone_number IS 'Number in the file, in E.164';
COMMENT ON COLUMN contact_import_rows.phone_extension IS 'What is dialled behind the number, in the file';
COMMENT ON COLUMN contact_import_rows.email IS 'Address in the file, in lower case';
COMMENT ON COLUMN contact_import_rows.company IS 'Company in the file';
COMMENT ON COLUMN contact_import_rows.notes IS 'Notes in the file';
COMMENT ON COLUMN contact_import_rows.verdict IS 'create, update or skip: what will happen, and once it is done, what has happened';
COMMENT ON COLUMN contact_import_rows.reason IS 'Why it is skipped';
COMMENT ON COLUMN contact_import_rows.other_line IS 'The line of the row that has the same person, when it is skipped for that';
COMMENT ON COLUMN contact_import_rows.target_contact IS 'The contact that it makes or changes; without a key, for the contact may be deleted';
COMMENT ON COLUMN contact_import_rows.left_out IS 'Fields that cannot be used: field, fault, and what stands in the file';
COMMENT ON COLUMN contact_import_rows.former IS 'What an update replaced: each field with its former and its new value';
COMMENT ON COLUMN contact_import_rows.undo_reason IS 'Why undoing left its contact alone, wholly or in part';

-- object: schema.prisma/contact_imports sha256:a6f5aba5e36268e0b8afa63d474cfdd709904b11757d272c3b049c05b24cbe6e
COMMENT ON TABLE contact_imports IS 'A file of contacts that a tenant uploaded, and how far its import is';
COMMENT ON COLUMN contact_imports.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN contact_imports.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN contact_imports.status IS 'mapping, checking, checked, running, then finished, cancelled or failed; undoing and undone after that';
COMMENT ON COLUMN contact_imports.file_name IS 'What the file was called';
COMMENT ON COLUMN contact_imports.file_bytes IS 'Size of the file';
COMMENT ON COLUMN contact_imports.storage_key IS 'Where the file is kept; NULL once it is gone';
COMMENT ON COLUMN contact_imports.encoding IS 'How the file''s letters are written: utf-8, utf-16le, utf-16be, windows-1252, windows-1250, windows-1251 or shift_jis';
COMMENT ON COLUMN contact_imports.separator IS 'What stands between two cells';
COMMENT ON COLUMN contact_imports.has_header IS 'Whether the first row names the columns';
COMMENT ON COLUMN contact_imports.columns IS 'The file''s columns in their order: header, cells of the fullest rows, and how many cells are numbers, addresses or words';
COMMENT ON COLUMN contact_imports.header_digest IS 'Digest of the headers: a file with the same ones is mapped as the last was';
COMMENT ON COLUMN contact_imports.mapping IS 'Which column (from 0) is the name, number, address, company and notes; of several numbers or addresses the first that is filled counts';
COMMENT ON COLUMN contact_imports.known_contacts IS 'What happens with contacts that are there already: skip, fill or overwrite';
COMMENT ON COLUMN contact_imports.country IS 'Country by which this file''s numbers are read';
COMMENT ON COLUMN contact_imports.row_count IS 'Rows of the file without its header and without empty lines';
COMMENT ON COLUMN contact_imports.rows_done IS 'Rows that the step under way has done, in their order';
COMMENT ON COLUMN contact_imports.created_count IS 'Rows that became a contact; of a checked import, that would';
COMMENT ON COLUMN contact_imports.numberless_count IS 'Those of the created that have no number';
COMMENT ON COLUMN contact_imports.left_out_count IS 'Those of the created and updated of which a field that cannot be used was left out';
COMMENT ON COLUMN contact_imports.updated_count IS 'Rows that changed a contact; of a checked import, that would';
COMMENT ON COLUMN contact_imports.skipped_count IS 'Rows that changed nothing, each with its reason';
COMMENT ON COLUMN contact_imports.undone_count IS 'Contacts that undoing removed or gave their former values';
COMMENT ON COLUMN contact_imports.kept_count IS 'Contacts that undoing left alone, wholly or in part, each with its reason';
COMMENT ON COLUMN contact_imports.failure IS 'Why it failed, in a sentence for its owner';
COMMENT ON COLUMN contact_imports.work_id IS 'The check under way; another one that began before it stops';
COMMENT ON COLUMN contact_imports.cancel_requested_at IS 'When somebody asked to stop it';
COMMENT ON COLUMN contact_imports.started_at IS 'When it was started, after it was checked';
COMMENT ON COLUMN contact_imports.finished_at IS 'When it ended, by itself or cancelled';
COMMENT ON COLUMN contact_imports.undone_at IS 'When it had been undone';
COMMENT ON COLUMN contact_imports.created_at IS 'When the row was made';
COMMENT ON COLUMN contact_imports.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/contacts sha256:fef6099064a240428e1e7bf615d2aa8b5b787759391ef2ec87c699621c1945a6
COMMENT ON TABLE contacts IS 'A person or business that a tenant calls or was called by';
COMMENT ON COLUMN contacts.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN contacts.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN contacts.name IS 'Name of the contact';
COMMENT ON COLUMN contacts.phone_number IS 'Number in E.164, unique within the tenant';
COMMENT ON COLUMN contacts.phone_extension IS 'Digits that are dialled when the number has answered';
COMMENT ON COLUMN contacts.email IS 'Address of the contact';
COMMENT ON COLUMN contacts.company IS 'Company of the contact';
COMMENT ON COLUMN contacts.notes IS 'The tenant''s notes';
COMMENT ON COLUMN contacts.is_customer IS 'Whether a customer points at the contact; set by a trigger';
COMMENT ON COLUMN contacts.auto_created_from_call_id IS 'The call from which the contact was made, if it was';
COMMENT ON COLUMN contacts.is_auto_created IS 'Whether it was made from a call';
COMMENT ON COLUMN contacts.auto_creation_source IS 'webhook: made from a call; manual or NULL: entered by a person';
COMMENT ON COLUMN contacts.created_at IS 'When the row was made';
COMMENT ON COLUMN contacts.updated_at IS 'When the row was last changed; set by a trigger';
COMMENT ON COLUMN contacts.import_id IS 'The import that made it, if one did';
COMMENT ON COLUMN contacts.source IS 'Where it came from: import, call, or manual; computed';
COMMENT ON COLUMN contacts.name_key IS 'What contacts are sorted by: the name, else the company, the address or, behind all others, the number; without accents and case; computed';
COMMENT ON COLUMN contacts.has_calls IS 'Whether a call points at the contact; set by a trigger';

-- object: schema.prisma/credit_transactions sha256:0859e539e184f93e8f2b16f6b986d2b408e1a6b5fdac87143c11799da475505d
COMMENT ON TABLE credit_transactions IS 'The ledger of credits; append-only, and users.credits is its newest balance';
COMMENT ON COLUMN credit_transactions.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN credit_transactions.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN credit_transactions.entry_number IS 'Position among the tenant''s entries, from 1 without gaps; set by a trigger';
COMMENT ON COLUMN credit_transactions.type IS 'purchase, usage, bonus, admin_adjustment or refund';
COMMENT ON COLUMN credit_transactions.amount IS 'Credits moved; negative when they are spent';
COMMENT ON COLUMN credit_transactions.balance_after IS 'The tenant''s credits after this entry; set by a trigger';
COMMENT ON COLUMN credit_transactions.description IS 'What the entry is, for its reader';
COMMENT ON COLUMN credit_transactions.stripe_payment_id IS 'Payment at Stripe, of a purchase or its refund';
COMMENT ON COLUMN credit_transactions.call_id IS 'The call that is charged; NULL once that call is deleted';
COMMENT ON COLUMN credit_transactions.conversation_id IS 'The charged call''s conversation, which outlives the call';
COMMENT ON COLUMN credit_transactions.is_correction IS 'Whether a usage entry corrects an earlier charge';
COMMENT ON COLUMN credit_transactions.quantity_seconds IS 'Length of the charged call in seconds';
COMMENT ON COLUMN credit_transactions.quantity_minutes IS 'Started minutes that are charged';
COMMENT ON COLUMN credit_transactions.unit_credits IS 'Credits for each of these minutes';
COMMENT ON COLUMN credit_transactions.occurred_at IS 'When what the entry records happened';
COMMENT ON COLUMN credit_transactions.created_by IS 'Administrator who made a manual entry';
COMMENT ON COLUMN credit_transactions.created_at IS 'When the row was made';

-- object: schema.prisma/customer_events sha256:f3c34248f909ec88a5ae351ae5ad8a35a3f8d4be081394cc65067dbd87473169
COMMENT ON TABLE customer_events IS 'What became of a customer: conversion and every change that matters, written by a trigger and never changed';
COMMENT ON COLUMN customer_events.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN customer_events.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN customer_events.customer_id IS 'The customer it happened to';
COMMENT ON COLUMN customer_events.kind IS 'converted, status_changed, sales_rep_changed, note_changed or details_changed';
COMMENT ON COLUMN customer_events.from_value IS 'What it was before; NULL when it was nothing';
COMMENT ON COLUMN customer_events.to_value IS 'What it became; NULL when it became nothing';
COMMENT ON COLUMN customer_events.created_by IS 'User who did it; NULL when no user did, or the user is gone';
COMMENT ON COLUMN customer_events.created_at IS 'When it happened';

-- object: schema.prisma/customer_reference_counters sha256:c4c58c1662813c1a6a5a9c99697fead66e9455a5cad1cbeb8a184cc6b84fa937
COMMENT ON TABLE customer_reference_counters IS 'The last customer number that was given in each year';
COMMENT ON COLUMN customer_reference_counters.year IS 'Year of conversion';
COMMENT ON COLUMN customer_reference_counters.last_number IS 'Last number given; the first is 1';

-- object: schema.prisma/customers sha256:2ebf5c7e8a243a6c907b552c18d54f3d22f6fd7ad6d0db96e801c7640568da4e
COMMENT ON TABLE customers IS 'A contact that became a customer';
COMMENT ON COLUMN customers.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN customers.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN customers.contact_id IS 'The contact; one customer each';
COMMENT ON COLUMN customers.customer_reference_number IS 'CUST-YYYY-NNNN: year of conversion and a number without gaps; set by a trigger';
COMMENT ON COLUMN customers.name IS 'Name of the customer';
COMMENT ON COLUMN customers.email IS 'Address of the customer';
COMMENT ON COLUMN customers.phone IS 'Number of the customer in E.164';
COMMENT ON COLUMN customers.company IS 'Company of the customer';
COMMENT ON COLUMN customers.status IS 'Active, Inactive, Churned or On Hold';
COMMENT ON COLUMN customers.conversion_date IS 'When the contact became a customer';
COMMENT ON COLUMN customers.original_lead_source IS 'Where the lead came from';
COMMENT ON COLUMN customers.assigned_sales_rep IS 'Who looks after the customer';
COMMENT ON COLUMN customers.last_interaction_date IS 'When they were last in touch';
COMMENT ON COLUMN customers.notes IS 'The tenant''s notes';
COMMENT ON COLUMN customers.person_key IS 'The lead that became this customer, as leads.person_key; NULL when it was none';
COMMENT ON COLUMN customers.origin_call_id IS 'The call with which everything began';
COMMENT ON COLUMN customers.name_search IS 'The name in lower case, searched by its beginning';
COMMENT ON COLUMN customers.last_name_search IS 'The last word of the name in lower case, searched by its beginning';
COMMENT ON COLUMN customers.email_search IS 'The address in lower case, searched by its beginning';
COMMENT ON COLUMN customers.company_search IS 'The company in lower case, searched by its beginning';
COMMENT ON COLUMN customers.created_at IS 'When the row was made';
COMMENT ON COLUMN customers.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/dashboard_cache sha256:430b72b85f38f4646ae72ad0d011addf041bf3989ffdb39ee5bb9df4bfd7cdfd
COMMENT ON TABLE dashboard_cache IS 'What was computed from a tenant''s figures and is shared until they change';
COMMENT ON COLUMN dashboard_cache.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN dashboard_cache.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN dashboard_cache.cache_key IS 'What was computed';
COMMENT ON COLUMN dashboard_cache.cache_data IS 'The result, as JSON';
COMMENT ON COLUMN dashboard_cache.expires_at IS 'When it is no longer used even if nothing changed';
COMMENT ON COLUMN dashboard_cache.created_at IS 'When the row was made';
COMMENT ON COLUMN dashboard_cache.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/deleted_contacts sha256:19f3f6de7335ea099a8b1efee96f8bd2e319cdb3803725bd6220d068545c4741
COMMENT ON TABLE deleted_contacts IS 'Contacts that were deleted and can come back for 7 days';
COMMENT ON COLUMN deleted_contacts.id IS 'The id that the contact had, and has again';
COMMENT ON COLUMN deleted_contacts.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN deleted_contacts.deletion_id IS 'What was deleted together comes back together';
COMMENT ON COLUMN deleted_contacts.contact IS 'The contact''s row';
COMMENT ON COLUMN deleted_contacts.call_ids IS 'The calls that were its own';
COMMENT ON COLUMN deleted_contacts.deleted_at IS 'When it was deleted';

-- object: schema.prisma/email_verification_tokens sha256:c6165c4f043253e5f4e92ae05b966087e7c2eeed4e71cf7d86c7f61bda19839a
COMMENT ON TABLE email_verification_tokens IS 'A link that proves an address: of a new account, or the new one of an old account';
COMMENT ON COLUMN email_verification_tokens.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN email_verification_tokens.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN email_verification_tokens.email IS 'The address that the link was sent to, and that it proves';
COMMENT ON COLUMN email_verification_tokens.token_hash IS 'SHA-256 of the token in the link';
COMMENT ON COLUMN email_verification_tokens.expires_at IS 'When the link stops working';
COMMENT ON COLUMN email_verification_tokens.used_at IS 'When it was used; it works once';
COMMENT ON COLUMN email_verification_tokens.created_at IS 'When the row was made';

-- object: schema.prisma/follow_ups sha256:ac8c7231ad558679f9b32920d3c29b3bb1ed78d2de7c877c8ac4294f91009a11
COMMENT ON TABLE follow_ups IS 'What a tenant means to do about a lead, and on which day';
COMMENT ON COLUMN follow_ups.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN follow_ups.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN follow_ups.call_id IS 'The call from which it was made; NULL when there was none or it is gone';
COMMENT ON COLUMN follow_ups.person_key IS 'Whom it is about, as calls.person_key: a number in E.164, else an address in lower case, else a call';
COMMENT ON COLUMN follow_ups.lead_phone IS 'Number of the lead in E.164, where one is known';
COMMENT ON COLUMN follow_ups.lead_email IS 'Address of the lead';
COMMENT ON COLUMN follow_ups.lead_name IS 'Name of the lead';
COMMENT ON COLUMN follow_ups.follow_up_date IS 'Day on which it is due, in the tenant''s zone';
COMMENT ON COLUMN follow_ups.remark IS 'What the tenant noted';
COMMENT ON COLUMN follow_ups.is_completed IS 'Whether it is done; agrees with follow_up_status';
COMMENT ON COLUMN follow_ups.follow_up_status IS 'pending, completed or cancelled';
COMMENT ON COLUMN follow_ups.created_by IS 'User who wrote it; set by a trigger';
COMMENT ON COLUMN follow_ups.completed_at IS 'When it was done; NULL until then';
COMMENT ON COLUMN follow_ups.completed_by IS 'User who did it; set by a trigger';
COMMENT ON COLUMN follow_ups.created_at IS 'When the row was made';
COMMENT ON COLUMN follow_ups.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/job_processes sha256:fe74de26e62985c2abec500ae0c0395853d893f080078f714d4882ac8ea49f65
COMMENT ON TABLE job_processes IS 'Processes that take background jobs, each while it lives and for an hour after it died';
COMMENT ON COLUMN job_processes.id IS 'Made up by the process when it begins';
COMMENT ON COLUMN job_processes.name IS 'Host and process id';
COMMENT ON COLUMN job_processes.started_at IS 'When it began';
COMMENT ON COLUMN job_processes.beat_at IS 'When it last said that it lives';
COMMENT ON COLUMN job_processes.worked_at IS 'When the queue last answered its workers; NULL when it never has';
COMMENT ON COLUMN job_processes.worker_ids IS 'Names under which its workers hold jobs';

-- object: schema.prisma/job_runs sha256:8e87c6f105290102d0fab64c972ce913a0249adfc73b3dde80ac9844be9598da
COMMENT ON TABLE job_runs IS 'One row for each run of a scheduled task, kept for 30 days';
COMMENT ON COLUMN job_runs.id IS 'The run';
COMMENT ON COLUMN job_runs.task IS 'Name of the task';
COMMENT ON COLUMN job_runs.started_at IS 'When it began';
COMMENT ON COLUMN job_runs.finished_at IS 'When it ended; NULL while it runs, and for ever when its process died';
COMMENT ON COLUMN job_runs.duration_ms IS 'How long it took, in milliseconds';
COMMENT ON COLUMN job_runs.row_count IS 'How many rows it removed, wrote or found';
COMMENT ON COLUMN job_runs.error IS 'Why it failed; NULL when it did not';

-- object: schema.prisma/job_schedule sha256:3961dea98e9ca9ea8706c26f21976ddfc6c15fa68db5f71bde0e242390e92182
COMMENT ON TABLE job_schedule IS 'The newest slot of each scheduled task that a process has put into the queue';
COMMENT ON COLUMN job_schedule.task IS 'Name of the task';
COMMENT ON COLUMN job_schedule.last_slot IS 'The minute it was due at';

-- object: schema.prisma/job_totals sha256:e0d46ea9352fd5b59727c94d6530e6af1f3b969c29039b69b84283717d6c4f81
COMMENT ON TABLE job_totals IS 'What the processes that take jobs have counted, all of them together, for the metrics';
COMMENT ON COLUMN job_totals.metric IS 'What was counted';
COMMENT ON COLUMN job_totals.label IS 'Of which kind: a task, or how an event ended';
COMMENT ON COLUMN job_totals.value IS 'How many, or how many seconds, since this table was made';

-- object: schema.prisma/kpi_refresh_state sha256:345f0d308459bb636e66218e925e2f5bf2dc04555782f79f35c50bfd9e4f3994
COMMENT ON TABLE kpi_refresh_state IS 'What the last refresh of user_kpi_summary had seen';
COMMENT ON COLUMN kpi_refresh_state.only_row IS 'Holds the table at one row';
COMMENT ON COLUMN kpi_refresh_state.refreshed_at IS 'When the last refresh began; NULL before the first';
COMMENT ON COLUMN kpi_refresh_state.seen_marker IS 'kpi_staleness_seq just before that refresh';
COMMENT ON COLUMN kpi_refresh_state.seen_snapshot IS 'Transactions that were open at that refresh, as a pg_snapshot: they may have moved the marker and committed later';
COMMENT ON COLUMN kpi_refresh_state.duration_ms IS 'How long that refresh took, in milliseconds';

-- object: schema.prisma/lead_analytics sha256:6f42bfeea7c17a1ad66ab38e8590389edddffadfe89f3c5f37d722933f70ecb8
COMMENT ON TABLE lead_analytics IS 'How promising a call was: scores, tag and calls to action, at most one row a call';
COMMENT ON COLUMN lead_analytics.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN lead_analytics.call_id IS 'The call it is about';
COMMENT ON COLUMN lead_analytics.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN lead_analytics.agent_id IS 'The agent it is about';
COMMENT ON COLUMN lead_analytics.call_date IS 'Day of the call in the tenant''s zone; follows the call';
COMMENT ON COLUMN lead_analytics.intent_level IS 'Intent to buy, in a word';
COMMENT ON COLUMN lead_analytics.intent_score IS 'Intent to buy, 0 to 100';
COMMENT ON COLUMN lead_analytics.urgency_level IS 'Urgency, in a word';
COMMENT ON COLUMN lead_analytics.urgency_score IS 'Urgency, 0 to 100';
COMMENT ON COLUMN lead_analytics.budget_constraint IS 'Budget, in a word';
COMMENT ON COLUMN lead_analytics.budget_score IS 'Budget, 0 to 100';
COMMENT ON COLUMN lead_analytics.fit_alignment IS 'Fit of the product, in a word';
COMMENT ON COLUMN lead_analytics.fit_score IS 'Fit of the product, 0 to 100';
COMMENT ON COLUMN lead_analytics.engagement_health IS 'Engagement in the conversation, in a word';
COMMENT ON COLUMN lead_analytics.engagement_score IS 'Engagement in the conversation, 0 to 100';
COMMENT ON COLUMN lead_analytics.total_score IS 'Overall score that counts, 0 to 100: a person''s where one has overruled the AI, else the AI''s; set by a trigger';
COMMENT ON COLUMN lead_analytics.lead_status_tag IS 'hot, warm or cold, by the score that counts; set by a trigger';
COMMENT ON COLUMN lead_analytics.is_qualified IS 'Whether the lead counts as qualified; set by a trigger';
COMMENT ON COLUMN lead_analytics.reasoning IS 'Why the scores are what they are';
COMMENT ON COLUMN lead_analytics.cta_interactions IS 'What the provider said about calls to action';
COMMENT ON COLUMN lead_analytics.company_name IS 'Company, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.extracted_name IS 'Name, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.extracted_email IS 'Address, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.cta_pricing_clicked IS 'Whether prices were asked for';
COMMENT ON COLUMN lead_analytics.cta_demo_clicked IS 'Whether a demo was asked for';
COMMENT ON COLUMN lead_analytics.cta_followup_clicked IS 'Whether a follow-up was asked for';
COMMENT ON COLUMN lead_analytics.cta_sample_clicked IS 'Whether a sample was asked for';
COMMENT ON COLUMN lead_analytics.cta_escalated_to_human IS 'Whether a person was asked for';
COMMENT ON COLUMN lead_analytics.demo_scheduled_at IS 'When the agreed demo takes place';
COMMENT ON COLUMN lead_analytics.is_read IS 'Whether the tenant has read this notification by itself, or it was born read; see users.notifications_read_until for all at once';
COMMENT ON COLUMN lead_analytics.notified_at IS 'When it became a notification: hot, with a demo, or handed to a human; NULL while it is nothing of that; set by a trigger';
COMMENT ON COLUMN lead_analytics.unread_at IS 'Since when the notification waits to be read; NULL for one that is read by itself; set by a trigger';
COMMENT ON COLUMN lead_analytics.ai_total_score IS 'The AI''s overall score, 0 to 100: the provider''s, or the weighted mean of the others';
COMMENT ON COLUMN lead_analytics.ai_lead_status_tag IS 'hot, warm or cold, by the AI''s score';
COMMENT ON COLUMN lead_analytics.ai_is_qualified IS 'Whether the lead is qualified by the AI''s score';
COMMENT ON COLUMN lead_analytics.override_score IS 'The score by which a person overruled the AI, 0 to 100; NULL while the AI''s counts';
COMMENT ON COLUMN lead_analytics.override_tag IS 'hot, warm or cold, by the person''s score and the settings of that day';
COMMENT ON COLUMN lead_analytics.override_is_qualified IS 'Whether the lead is qualified by the person''s score and the settings of that day';
COMMENT ON COLUMN lead_analytics.override_reason IS 'Why the AI was overruled';
COMMENT ON COLUMN lead_analytics.overridden_at IS 'When the AI was overruled; set by a trigger';
COMMENT ON COLUMN lead_analytics.overridden_by IS 'User who overruled the AI; set by a trigger';
COMMENT ON COLUMN lead_analytics.call_started_at IS 'When the call began; follows the call';
COMMENT ON COLUMN lead_analytics.person_key IS 'Whom the call was with: the number in E.164, else the address in lower case, else the call itself; follows the call';
COMMENT ON COLUMN lead_analytics.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN lead_analytics.lead_type IS 'inbound or outbound; follows the call';
COMMENT ON COLUMN lead_analytics.is_counted IS 'Whether its call is counted, because it is completed or failed; what rates divide comes from counted calls alone';
COMMENT ON COLUMN lead_analytics.created_at IS 'When the row was made';
COMMENT ON COLUMN lead_analytics.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/leads sha256:e0f95e73b3d7b428348ca195c28441a9e0f026d40eb4f2fe10220958e440de47
COMMENT ON TABLE leads IS 'A person with at least one call that showed a lead: what those calls add up to, kept by triggers on lead_analytics';
COMMENT ON COLUMN leads.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN leads.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN leads.person_key IS 'Who it is: the number in E.164, else the address in lower case, else the id of the one call';
COMMENT ON COLUMN leads.identity_kind IS 'phone, email or call: what the person is known by';
COMMENT ON COLUMN leads.call_count IS 'Calls that showed a lead';
COMMENT ON COLUMN leads.first_call_id IS 'The first of these calls';
COMMENT ON COLUMN leads.first_call_at IS 'When the first call began';
COMMENT ON COLUMN leads.first_call_source IS 'How the first call came: phone, internet or unknown';
COMMENT ON COLUMN leads.first_lead_type IS 'Whether the first call was inbound or outbound';
COMMENT ON COLUMN leads.first_score IS 'Score of the first call; NULL without one';
COMMENT ON COLUMN leads.first_tag IS 'hot, warm or cold, by the first call';
COMMENT ON COLUMN leads.latest_call_id IS 'The latest of these calls';
COMMENT ON COLUMN leads.latest_call_at IS 'When the latest call began';
COMMENT ON COLUMN leads.latest_call_date IS 'Day of the latest call in the tenant''s zone';
COMMENT ON COLUMN leads.latest_agent_id IS 'The agent of the latest call';
COMMENT ON COLUMN leads.latest_score IS 'Score of the latest call; NULL without one';
COMMENT ON COLUMN leads.latest_tag IS 'hot, warm or cold, by the latest call: the temperature of the lead';
COMMENT ON COLUMN leads.latest_is_qualified IS 'Whether the latest call is qualified';
COMMENT ON COLUMN leads.best_call_id IS 'The call with the highest score; of equal ones the latest';
COMMENT ON COLUMN leads.best_score IS 'The highest score; NULL without any';
COMMENT ON COLUMN leads.best_tag IS 'hot, warm or cold, by the best call';
COMMENT ON COLUMN leads.was_qualified IS 'Whether any of the calls is qualified';
COMMENT ON COLUMN leads.cta_pricing_calls IS 'Calls in which prices were asked for';
COMMENT ON COLUMN leads.cta_demo_calls IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN leads.cta_followup_calls IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN leads.cta_sample_calls IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN leads.cta_human_calls IS 'Calls in which a person was asked for';
COMMENT ON COLUMN leads.cta_calls IS 'Calls with at least one call to action';
COMMENT ON COLUMN leads.demo_scheduled_at IS 'When the demo takes place that was agreed in the latest call that agreed one';
COMMENT ON COLUMN leads.name IS 'Name, as last heard';
COMMENT ON COLUMN leads.email IS 'Address, as last heard, else the one that the person is known by';
COMMENT ON COLUMN leads.company IS 'Company, as last heard';
COMMENT ON COLUMN leads.latest_rank IS 'The latest score, and -1 without one: what the list is sorted by';
COMMENT ON COLUMN leads.best_rank IS 'The best score, and -1 without one: what the list is sorted by';
COMMENT ON COLUMN leads.phone_number IS 'Number in E.164 of a person who is known by one';
COMMENT ON COLUMN leads.name_search IS 'The name in lower case, searched by its beginning';
COMMENT ON COLUMN leads.last_name_search IS 'The last word of the name in lower case, searched by its beginning';
COMMENT ON COLUMN leads.email_search IS 'The address in lower case, searched by its beginning';
COMMENT ON COLUMN leads.company_search IS 'The company in lower case, searched by its beginning';
COMMENT ON COLUMN leads.created_at IS 'When the row was made';
COMMENT ON COLUMN leads.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/login_attempts sha256:3551f87bb4f96539947be4f886f67d48f2343e70d244397cb6d08a603e0c75d9
COMMENT ON TABLE login_attempts IS 'Every attempt to sign in, kept for 30 days to lock accounts that are being guessed at';
COMMENT ON COLUMN login_attempts.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN login_attempts.email IS 'Address that was tried, in lower case; it need not belong to an account';
COMMENT ON COLUMN login_attempts.ip_address IS 'Address that the request came from';
COMMENT ON COLUMN login_attempts.attempted_at IS 'When it was tried';
COMMENT ON COLUMN login_attempts.success IS 'Whether the sign-in worked';
COMMENT ON COLUMN login_attempts.failure_reason IS 'Why it did not; NULL when it did';
COMMENT ON COLUMN login_attempts.network IS 'Place that the attempt counts for: the address itself in IPv4, its /64 in IPv6';

-- object: schema.prisma/oauth_accounts sha256:04e7aeaf52ef51abf1ae92881e70d5006c014279c7186c3abf7a3791f587b02c
COMMENT ON TABLE oauth_accounts IS 'An account at another provider with which a user signs in';
COMMENT ON COLUMN oauth_accounts.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN oauth_accounts.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN oauth_accounts.provider IS 'google, linkedin or github';
COMMENT ON COLUMN oauth_accounts.provider_account_id IS 'The provider''s key of that account';
COMMENT ON COLUMN oauth_accounts.email IS 'The address that the provider had verified when the accounts were linked';
COMMENT ON COLUMN oauth_accounts.last_used_at IS 'When somebody last signed in with it';
COMMENT ON COLUMN oauth_accounts.created_at IS 'When the row was made';

-- object: schema.prisma/password_reset_attempts sha256:3671cd825da8435c4624a27d630d0def61b0c549983e8af502d0d62c7f953680
COMMENT ON TABLE password_reset_attempts IS 'Every request for a new password, kept for 7 days to slow down abuse';
COMMENT ON COLUMN password_reset_attempts.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN password_reset_attempts.email IS 'Address that the link was asked for, in lower case; it need not belong to an account';
COMMENT ON COLUMN password_reset_attempts.ip_address IS 'Address that the request came from';
COMMENT ON COLUMN password_reset_attempts.attempted_at IS 'When it was asked for';
COMMENT ON COLUMN password_reset_attempts.success IS 'Whether a new password was set in the end';

-- object: schema.prisma/password_reset_tokens sha256:b99e79b3931a04c6ae55a7da1db98d837abbe93776e1b242bcc723491c8862ac
COMMENT ON TABLE password_reset_tokens IS 'A link with which a new password is set';
COMMENT ON COLUMN password_reset_tokens.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN password_reset_tokens.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN password_reset_tokens.token_hash IS 'SHA-256 of the token in the link';
COMMENT ON COLUMN password_reset_tokens.expires_at IS 'When the link stops working';
COMMENT ON COLUMN password_reset_tokens.used_at IS 'When it was used; it works once';
COMMENT ON COLUMN password_reset_tokens.created_at IS 'When the row was made';

-- object: schema.prisma/phone_numbers sha256:544ff43960677aa30176a20f320bc08865789d6027f909b64c199bcc59825bf6
COMMENT ON TABLE phone_numbers IS 'A number that administrators assign to a tenant to call from';
COMMENT ON COLUMN phone_numbers.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN phone_numbers.name IS 'What administrators call the number';
COMMENT ON COLUMN phone_numbers.phone_number IS 'The number in E.164; unique among active ones';
COMMENT ON COLUMN phone_numbers.elevenlabs_phone_number_id IS 'The provider''s id of the number';
COMMENT ON COLUMN phone_numbers.assigned_to_user_id IS 'The tenant who may use it; NULL while it is nobody''s';
COMMENT ON COLUMN phone_numbers.created_by_admin_id IS 'The administrator who entered it';
COMMENT ON COLUMN phone_numbers.is_active IS 'Whether it can be called from';
COMMENT ON COLUMN phone_numbers.created_at IS 'When the row was made';
COMMENT ON COLUMN phone_numbers.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/rate_limits sha256:a2ad7d0ef00f0f0c4b53e550d69e79a0c91815df9d0d9f3c7d0d6eebf95ce994
COMMENT ON TABLE rate_limits IS 'How often something was tried lately, counted for all instances together';
COMMENT ON COLUMN rate_limits.key IS 'What is counted and of whom';
COMMENT ON COLUMN rate_limits.points IS 'How often it was tried in the window';
COMMENT ON COLUMN rate_limits.expire IS 'When the window ends, in milliseconds since 1970';

-- object: schema.prisma/rollup_changes sha256:642d338dc2ff9f620ba79f584101cebbc3b01059a21a6f2d7d72c6295d9e4b68
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

-- object: schema.prisma/saved_views sha256:2a1247e48d467c18bcf83ed767d9efe9f7cbddd8da56667071f4f30d66b79ed1
COMMENT ON TABLE saved_views IS 'A list that somebody comes back to: the address''s query under a name';
COMMENT ON COLUMN saved_views.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN saved_views.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN saved_views.page IS 'Path of the page whose list it is';
COMMENT ON COLUMN saved_views.name IS 'Name that the tenant gave it';
COMMENT ON COLUMN saved_views.query IS 'What stands behind the question mark of the address: filters, sort and columns';
COMMENT ON COLUMN saved_views.position IS 'Place among the views of its page, smallest first';
COMMENT ON COLUMN saved_views.created_at IS 'When the row was made';
COMMENT ON COLUMN saved_views.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/second_factor_recovery_codes sha256:30638e44d0aed93f53bb259a9473fc9cba93efb3af8f935ec222ca5d385acf47
COMMENT ON TABLE second_factor_recovery_codes IS 'A code that stands in once for a lost authenticator';
COMMENT ON COLUMN second_factor_recovery_codes.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN second_factor_recovery_codes.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN second_factor_recovery_codes.code_hash IS 'Keyed SHA-256 of the code';
COMMENT ON COLUMN second_factor_recovery_codes.used_at IS 'When it was used; it works once';
COMMENT ON COLUMN second_factor_recovery_codes.created_at IS 'When the row was made';

-- object: schema.prisma/second_factors sha256:58f4d8bde30c9e26f7a322b0c90b16e7c0ff15c33a197ea954b04db3f2d49ad3
COMMENT ON TABLE second_factors IS 'The authenticator that a user''s sign-in asks a code of, once it has been confirmed';
COMMENT ON COLUMN second_factors.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN second_factors.secret_encrypted IS 'The shared secret, encrypted by the application';
COMMENT ON COLUMN second_factors.confirmed_at IS 'When its first code was given; until then no sign-in asks for one';
COMMENT ON COLUMN second_factors.last_used_step IS 'The newest 30-second step of which a code was taken; no code of it or an earlier one is taken again';
COMMENT ON COLUMN second_factors.created_at IS 'When the row was made';

-- object: schema.prisma/stale_trends sha256:b3161d23b4ef884f0ecf471c910655d06e33c052dac9181985b92ac3027fbee9
COMMENT ON TABLE stale_trends IS 'Days whose agents'' figures changed since agent_performance_trends were last made of them';
COMMENT ON COLUMN stale_trends.tenant_id IS 'Whose day it is';
COMMENT ON COLUMN stale_trends.day IS 'The day whose figures changed';

-- object: schema.prisma/system_config sha256:f95f375bc217695b1525c19b974f0b492ef108f1c30a33aafbb9a4d515688e0f
COMMENT ON TABLE system_config IS 'Settings, each with its type, default and bounds';
COMMENT ON COLUMN system_config.config_key IS 'Name of the setting';
COMMENT ON COLUMN system_config.config_value IS 'Value in force, as text';
COMMENT ON COLUMN system_config.value_type IS 'integer, number, boolean (true or false) or string';
COMMENT ON COLUMN system_config.default_value IS 'The value of a new installation, within the bounds';
COMMENT ON COLUMN system_config.min_value IS 'Smallest allowed number; NULL when there is no bound';
COMMENT ON COLUMN system_config.max_value IS 'Largest allowed number; NULL when there is no bound';
COMMENT ON COLUMN system_config.is_encrypted IS 'Whether config_value is AES-256-GCM ciphertext, whose key the database never sees';
COMMENT ON COLUMN system_config.description IS 'What the setting means, and its unit';
COMMENT ON COLUMN system_config.updated_by IS 'Administrator who last changed it';
COMMENT ON COLUMN system_config.created_at IS 'When the row was made';
COMMENT ON COLUMN system_config.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/transcripts sha256:c7853006258e8c55451c291f42697ca6f2a7e2f4832557394217107cbc425060
COMMENT ON TABLE transcripts IS 'What was said in a call';
COMMENT ON COLUMN transcripts.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN transcripts.call_id IS 'The call it is about';
COMMENT ON COLUMN transcripts.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN transcripts.content IS 'The conversation as text';
COMMENT ON COLUMN transcripts.speaker_segments IS 'The same in turns, as a JSON array: who spoke, when and what';
COMMENT ON COLUMN transcripts.created_at IS 'When the row was made';
COMMENT ON COLUMN transcripts.updated_at IS 'When the row was last changed; set by a trigger';

-- object: schema.prisma/trigger_error_log sha256:95ff0f61f397bca23fd106bd6e63e465cb6813547cb8a53053716884dc7b0f72
COMMENT ON TABLE trigger_error_log IS 'Failures of triggers that were written down so that the business row could commit; kept for 7 days';
COMMENT ON COLUMN trigger_error_log.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN trigger_error_log.table_name IS 'Table whose trigger failed';
COMMENT ON COLUMN trigger_error_log.operation IS 'INSERT, UPDATE or DELETE';
COMMENT ON COLUMN trigger_error_log.error_message IS 'SQLSTATE and message';
COMMENT ON COLUMN trigger_error_log.error_context IS 'Where in the code it failed';
COMMENT ON COLUMN trigger_error_log.occurred_at IS 'When it failed';

-- object: schema.prisma/user_analytics sha256:87160182e21d1567f32dba263a330435029ea17672e3ae8036c75f406a55d9f7
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

-- object: schema.prisma/user_daily_analytics sha256:d175ed41a98de77a81408bcf4f6bae430629404e526afb0d33a003f3bd3387fe
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

-- object: schema.prisma/user_sessions sha256:e9177d37c0cd93846412105b1b4c08192b4faee0666f88b1a597283ef20ef633
COMMENT ON TABLE user_sessions IS 'A sign-in that lasts: its tokens are kept as hashes only';
COMMENT ON COLUMN user_sessions.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN user_sessions.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_sessions.token_hash IS 'Hash of the session''s token';
COMMENT ON COLUMN user_sessions.refresh_token_hash IS 'Hash of the token that prolongs the session';
COMMENT ON COLUMN user_sessions.expires_at IS 'When the session stops working';
COMMENT ON COLUMN user_sessions.refresh_expires_at IS 'Until when it can be prolonged; after that it is removed';
COMMENT ON COLUMN user_sessions.ip_address IS 'Address that the request came from';
COMMENT ON COLUMN user_sessions.user_agent IS 'Browser that the request came from';
COMMENT ON COLUMN user_sessions.is_active IS 'False once the session was ended before its time';
COMMENT ON COLUMN user_sessions.created_at IS 'When the row was made';
COMMENT ON COLUMN user_sessions.updated_at IS 'When the row was last changed; set by a trigger';
COMMENT ON COLUMN user_sessions.last_used_at IS 'When the session was last changed; set by a trigger, never backwards';
COMMENT ON COLUMN user_sessions.auth_provider IS 'How the sign-in was made: email, google, linkedin or github';
COMMENT ON COLUMN user_sessions.token_expires_at IS 'When the token stops working and is to be rotated; NULL for one that lasts as long as the session';
COMMENT ON COLUMN user_sessions.previous_token_hash IS 'Hash of the token before the last rotation, which requests under way may still bear';
COMMENT ON COLUMN user_sessions.previous_refresh_token_hash IS 'Hash of the refresh token before the last rotation: its late use ends the session';
COMMENT ON COLUMN user_sessions.rotated_at IS 'When the tokens were last rotated';
COMMENT ON COLUMN user_sessions.second_factor_at IS 'When the second factor was given; NULL while it was not';
COMMENT ON COLUMN user_sessions.ended_at IS 'When the session was ended before its time';
COMMENT ON COLUMN user_sessions.end_reason IS 'Why it was ended, as a word';

-- object: schema.prisma/users sha256:4744d604d48ce0926f29fe927da592a1e4cea487bedcf3815bf221ebc50e2cbe
COMMENT ON TABLE users IS 'A person with an account, who is one tenant: every other row of theirs carries this id';
COMMENT ON COLUMN users.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN users.email IS 'Address of the account, in lower case, unique';
COMMENT ON COLUMN users.name IS 'Name that the product shows';
COMMENT ON COLUMN users.credits IS 'Credits left; always the newest balance of the ledger, which alone moves it';
COMMENT ON COLUMN users.role IS 'user, admin or super_admin';
COMMENT ON COLUMN users.password_hash IS 'bcrypt hash of the password; NULL for whoever signs in through another provider';
COMMENT ON COLUMN users.email_verified IS 'Whether the address has been proved';
COMMENT ON COLUMN users.is_active IS 'Whether the account may sign in';
COMMENT ON COLUMN users.auth_provider IS 'How the account was made: email, google, linkedin or github';
COMMENT ON COLUMN users.timezone IS 'IANA zone in which the tenant''s days and hours are counted; a change moves its calls to their new days';
COMMENT ON COLUMN users.created_at IS 'When the row was made';
COMMENT ON COLUMN users.updated_at IS 'When the row was last changed; set by a trigger';
COMMENT ON COLUMN users.password_changed_at IS 'When the password was last set; NULL without one';
COMMENT ON COLUMN users.delete_after IS 'When the account is deleted, as its owner asked; NULL otherwise';
COMMENT ON COLUMN users.country IS 'Country (ISO 3166-1) by which numbers without a country''s code are read; NULL when none is known';
COMMENT ON COLUMN users.notifications_read_until IS 'Notifications that waited at this moment are read, all at once; NULL while that was never asked';

-- object: schema.prisma/webhook_events sha256:0d548cd0150cd542c086fdd0eb9d7f6b37b1552db375675a80e70f85b689df2b
COMMENT ON TABLE webhook_events IS 'The inbox: every signed event of a provider, stored before it is processed';
COMMENT ON COLUMN webhook_events.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN webhook_events.provider IS 'elevenlabs or stripe';
COMMENT ON COLUMN webhook_events.status IS 'pending, waiting (for its call or its tenant''s new time zone), processed, unsupported or quarantined';
COMMENT ON COLUMN webhook_events.body IS 'The event as it was received; NULL when it lies in the file storage';
COMMENT ON COLUMN webhook_events.body_storage_key IS 'Where a large event lies in the file storage';
COMMENT ON COLUMN webhook_events.audio_storage_key IS 'Where the audio of the event lies in the file storage';
COMMENT ON COLUMN webhook_events.body_bytes IS 'Size of the event in bytes';
COMMENT ON COLUMN webhook_events.body_sha256 IS 'SHA-256 of the event, by which a second delivery is recognised';
COMMENT ON COLUMN webhook_events.signed_at IS 'Moment in the provider''s signature';
COMMENT ON COLUMN webhook_events.event_type IS 'Kind of event, in the provider''s words';
COMMENT ON COLUMN webhook_events.event_at IS 'When it happened, as the provider says';
COMMENT ON COLUMN webhook_events.conversation_id IS 'The provider''s conversation, when the event names one';
COMMENT ON COLUMN webhook_events.user_id IS 'The tenant, once it is known';
COMMENT ON COLUMN webhook_events.call_id IS 'The call that the event made or changed';
COMMENT ON COLUMN webhook_events.reason IS 'Why it was set aside, as a word';
COMMENT ON COLUMN webhook_events.detail IS 'The same in a sentence';
COMMENT ON COLUMN webhook_events.attempts IS 'How often it was tried';
COMMENT ON COLUMN webhook_events.delivery_count IS 'How often the provider delivered it';
COMMENT ON COLUMN webhook_events.received_at IS 'When it came first';
COMMENT ON COLUMN webhook_events.last_received_at IS 'When it came last';
COMMENT ON COLUMN webhook_events.processed_at IS 'When its processing ended';
COMMENT ON COLUMN webhook_events.provider_agent_id IS 'The provider''s agent, when the event names one, whether or not a tenant has it';

-- object: accounts/end_sessions.sql sha256:5d8434754c0442283b643340bae9eb0a9965fe7ba4ae8a2da974b9901b5a2c31
-- A closed account, another role and another password end the sessions that were opened before. The session that changes its own
-- password names itself in app.session_id and goes on.
CREATE OR REPLACE FUNCTION trg_users_end_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  reason text := CASE WHEN NOT NEW.is_active THEN 'account_closed' WHEN NEW.role <> OLD.role THEN 'role_changed' ELSE 'password_changed' END;
  kept uuid := CASE WHEN reason = 'password_changed' THEN nullif(current_setting('app.session_id', true), '')::uuid END;
BEGIN
  -- A sign-in that is under way has its session before this, or finds the account as it is after this.
  PERFORM pg_advisory_xact_lock(hashtext('sessions of'), hashtext(NEW.id::text));
  UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = reason
  WHERE user_id = NEW.id AND is_active AND id IS DISTINCT FROM kept;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_end_sessions() IS
  'A closed account, another role and another password end the sessions that were opened before';

CREATE OR REPLACE TRIGGER trigger_users_end_sessions
  AFTER UPDATE ON users
  FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active OR NEW.role <> OLD.role OR NEW.password_hash IS DISTINCT FROM OLD.password_hash)
  EXECUTE FUNCTION trg_users_end_sessions();

-- object: accounts/erase_account.sql sha256:f6e24e46df9c493964373b4d49ff33e1cef12f9b4c0ed307b0d0cf6e74ffede6
-- An account whose time of grace is over loses everything that is somebody's: calls and what was said, contacts, sessions, the name.
-- What remains is the ledger, which accounting needs, and a row without a name to which the ledger and the audit log refer.
-- A call takes at most rows_max rows and says how many it took, in an order in which no trigger does much work for each; whoever
-- wants the account gone calls again until it is zero, with the same rows_max as the objects were listed with. Nothing depends on an earlier call, so it may be interrupted anywhere.
-- An event or a call that names a stored object goes only once its object is said to be gone: a killed run leaves no recording behind.
CREATE OR REPLACE FUNCTION erase_account(account uuid, gone_objects text[] DEFAULT '{}', rows_max integer DEFAULT 1000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  owner record;
  emptied text;
  removed integer;
BEGIN
  SELECT email, is_active INTO owner FROM users WHERE id = account AND delete_after <= now() FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  -- First nobody signs in and no event finds the account any more. Events of its agents that were never booked become its own, once:
  -- the inbox has no other way to them than to be read from end to end.
  IF owner.is_active OR EXISTS (SELECT FROM agents WHERE user_id = account AND elevenlabs_agent_id NOT LIKE 'erased:%') THEN
    UPDATE webhook_events e SET user_id = account FROM agents a
    WHERE a.user_id = account AND e.user_id IS NULL AND e.provider_agent_id = a.elevenlabs_agent_id;
    UPDATE users SET is_active = false, password_hash = NULL WHERE id = account;
    UPDATE agents SET is_active = false, elevenlabs_agent_id = left('erased:' || elevenlabs_agent_id, 128)
    WHERE user_id = account AND elevenlabs_agent_id NOT LIKE 'erased:%';
    RETURN 1;
  END IF;

  DELETE FROM webhook_events WHERE id IN (SELECT e.id FROM list_events_to_erase(account, rows_max) e
    WHERE (e.body_storage_key IS NULL OR e.body_storage_key = ANY (gone_objects))
      AND (e.audio_storage_key IS NULL OR e.audio_storage_key = ANY (gone_objects)));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;

  -- What calls would be counted into goes before them, and what is counted from them after them.
  FOREACH emptied IN ARRAY ARRAY['dashboard_cache', 'agent_targets', 'agent_performance_trends'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  DELETE FROM calls WHERE id IN (SELECT c.id FROM list_calls_to_erase(account, rows_max) c
    WHERE c.recording_storage_key IS NULL OR c.recording_storage_key = ANY (gone_objects));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;
  -- The rest wait for their objects; whoever calls has to list them first.
  IF EXISTS (SELECT FROM calls WHERE user_id = account) OR EXISTS (SELECT FROM webhook_events WHERE user_id = account) THEN
    RAISE EXCEPTION 'The stored objects of this account are erased before what names them.'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;

  DELETE FROM call_segment_analytics WHERE (user_id, date, agent_id, call_source, lead_type) IN (
    SELECT user_id, date, agent_id, call_source, lead_type FROM call_segment_analytics WHERE user_id = account LIMIT rows_max);
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;

  DELETE FROM contact_import_rows WHERE ctid = ANY (ARRAY (SELECT r.ctid FROM contact_import_rows r
    JOIN contact_imports i ON i.id = r.import_id WHERE i.user_id = account LIMIT rows_max));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;
  IF EXISTS (SELECT FROM contact_imports WHERE user_id = account AND storage_key IS NOT NULL AND storage_key <> ALL (gone_objects)) THEN
    RAISE EXCEPTION 'The files of this account''s imports are erased before what names them.'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;

  FOREACH emptied IN ARRAY ARRAY['customers', 'follow_ups', 'contacts', 'deleted_contacts', 'contact_imports', 'leads', 'agent_analytics', 'user_analytics', 'user_daily_analytics',
    'call_analytics_cache', 'agents', 'saved_views', 'user_sessions', 'oauth_accounts', 'email_verification_tokens', 'password_reset_tokens',
    'second_factor_recovery_codes'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  DELETE FROM second_factors WHERE user_id = account;
  DELETE FROM stale_trends WHERE tenant_id = account;
  DELETE FROM call_search_rebuilds WHERE user_id = account;
  DELETE FROM audit_findings WHERE tenant_id = account;
  DELETE FROM rollup_changes WHERE user_id = account;
  DELETE FROM login_attempts WHERE email = owner.email;
  DELETE FROM password_reset_attempts WHERE email = owner.email;
  UPDATE phone_numbers SET assigned_to_user_id = NULL WHERE assigned_to_user_id = account;
  UPDATE users SET email = 'deleted-' || id || '@invalid.example', name = 'Deleted account', email_verified = false,
    role = 'user', auth_provider = 'email', password_changed_at = NULL, delete_after = NULL
  WHERE id = account;
  RETURN 1;
END $$;
COMMENT ON FUNCTION erase_account(uuid, text[], integer) IS
  'Erases at most rows_max rows of an account whose time of grace is over, and at last its name; says how many, zero when it is done or not due';

-- What goes next, in the order of an index, so that no call looks at more than it takes.
CREATE OR REPLACE FUNCTION list_events_to_erase(account uuid, rows_max integer) RETURNS TABLE (
  id uuid, body_storage_key text, audio_storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT id, body_storage_key, audio_storage_key FROM webhook_events WHERE user_id = account ORDER BY call_id LIMIT rows_max
$$;
COMMENT ON FUNCTION list_events_to_erase(uuid, integer) IS 'The events of an account that the next call of erase_account takes';

-- Neighbours in time, so that a batch moves few days.
CREATE OR REPLACE FUNCTION list_calls_to_erase(account uuid, rows_max integer) RETURNS TABLE (id uuid, recording_storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT id, recording_storage_key FROM calls WHERE user_id = account ORDER BY started_at DESC, id DESC LIMIT rows_max
$$;
COMMENT ON FUNCTION list_calls_to_erase(uuid, integer) IS 'The calls of an account that the next call of erase_account takes, the newest first';

CREATE OR REPLACE FUNCTION list_objects_to_erase(account uuid, rows_max integer DEFAULT 1000) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH due AS (SELECT u.id FROM users u WHERE u.id = account AND u.delete_after <= now() AND NOT u.is_active)
  SELECT k.key FROM due, list_events_to_erase(due.id, rows_max) e, unnest(ARRAY[e.body_storage_key, e.audio_storage_key]) AS k (key)
  WHERE k.key IS NOT NULL
  UNION
  SELECT c.recording_storage_key FROM due, list_calls_to_erase(due.id, rows_max) c WHERE c.recording_storage_key IS NOT NULL
  UNION
  SELECT i.storage_key FROM due JOIN contact_imports i ON i.user_id = due.id WHERE i.storage_key IS NOT NULL
$$;
COMMENT ON FUNCTION list_objects_to_erase(uuid, integer) IS
  'Keys of stored bodies and recordings that the next call of erase_account asks to be gone; none for an account that is not due';

CREATE OR REPLACE FUNCTION list_accounts_to_erase() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT id FROM users WHERE delete_after <= now() ORDER BY delete_after, id $$;
COMMENT ON FUNCTION list_accounts_to_erase() IS 'Accounts whose time of grace is over, the longest due first';

-- object: audit/allowed_rights.sql sha256:61662d22c62359762bbf237ae78783b7265a4c9433ee635b70de106624cef6b3
-- Every right that a role of the application or everybody may hold, at most: by table and column, view, sequence and function.
-- It repeats security/grants.sql on purpose: a right is given in two places, and one that is only granted is a finding.
CREATE OR REPLACE FUNCTION list_allowed_rights() RETURNS TABLE (role_name text, object_name text, privilege text, columns text[])
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  -- A star is the whole table, its later columns included.
  SELECT role, object, unnest(string_to_array(privileges, ' ')), regexp_split_to_array(columns, '\s+')
  FROM (VALUES
    ('app_tenant', 'users', 'SELECT', 'id email name credits role email_verified is_active auth_provider timezone country delete_after
      password_changed_at notifications_read_until created_at updated_at'),
    ('app_tenant', 'users', 'UPDATE', 'name country notifications_read_until'),
    ('app_tenant', 'agents', 'SELECT', '*'),
    ('app_tenant', 'contacts', 'SELECT DELETE', '*'),
    ('app_tenant', 'contacts', 'INSERT', 'id user_id name phone_number phone_extension email company notes auto_creation_source import_id'),
    ('app_tenant', 'contacts', 'UPDATE', 'name phone_number phone_extension email company notes'),
    ('app_tenant', 'contact_imports', 'SELECT DELETE', '*'),
    ('app_tenant', 'contact_imports', 'INSERT', 'id user_id file_name file_bytes storage_key encoding separator has_header columns
      header_digest mapping known_contacts country row_count'),
    ('app_tenant', 'contact_imports', 'UPDATE', 'status encoding separator has_header columns header_digest mapping known_contacts country row_count
      rows_done created_count numberless_count left_out_count updated_count skipped_count undone_count kept_count failure work_id cancel_requested_at started_at finished_at undone_at'),
    ('app_tenant', 'contact_import_rows', 'SELECT DELETE', '*'),
    ('app_tenant', 'contact_import_rows', 'INSERT', 'import_id user_id row_number line name phone_number phone_extension email company notes
      left_out verdict reason other_line target_contact'),
    ('app_tenant', 'contact_import_rows', 'UPDATE', 'verdict reason other_line target_contact former undo_reason'),
    ('app_tenant', 'deleted_contacts', 'SELECT', 'id user_id deletion_id deleted_at'),
    ('app_tenant', 'calls', 'SELECT', '*'),
    ('app_tenant', 'user_sessions', 'SELECT', 'id user_id auth_provider ip_address user_agent is_active created_at last_used_at
      expires_at second_factor_at ended_at end_reason'),
    ('app_tenant', 'user_sessions', 'UPDATE', 'is_active ended_at end_reason'),
    ('app_tenant', 'oauth_accounts', 'SELECT', 'id user_id provider email last_used_at created_at'),
    ('app_tenant', 'second_factors', 'SELECT', 'user_id confirmed_at created_at'),
    ('app_tenant', 'calls', 'UPDATE', 'recording_url recording_storage_key notes'),
    ('app_tenant', 'transcripts', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'UPDATE', 'is_read override_score override_reason'),
    ('app_tenant', 'leads', 'SELECT', '*'),
    ('app_tenant', 'customer_events', 'SELECT', '*'),
    ('app_tenant', 'agent_call_outcomes', 'SELECT', '*'),
    ('app_tenant', 'agent_call_outcomes', 'UPDATE', 'edited_outcome'),
    ('app_tenant', 'saved_views', 'SELECT DELETE', '*'),
    ('app_tenant', 'saved_views', 'INSERT', 'id user_id page name query position'),
    ('app_tenant', 'saved_views', 'UPDATE', 'name query position'),
    ('app_tenant', 'credit_transactions', 'SELECT', '*'),
    ('app_tenant', 'agent_analytics', 'SELECT', '*'),
    ('app_tenant', 'user_analytics', 'SELECT', '*'),
    ('app_tenant', 'user_daily_analytics', 'SELECT', '*'),
    ('app_tenant', 'call_analytics_cache', 'SELECT', '*'),
    ('app_tenant', 'call_segment_analytics', 'SELECT', '*'),
    ('app_tenant', 'agent_performance_trends', 'SELECT', '*'),
    ('app_tenant', 'phone_numbers', 'SELECT',
      'id name phone_number elevenlabs_phone_number_id assigned_to_user_id is_active created_at updated_at'),
    ('app_tenant', 'follow_ups', 'SELECT DELETE', '*'),
    ('app_tenant', 'follow_ups', 'INSERT',
      'id user_id call_id person_key lead_phone lead_email lead_name follow_up_date remark is_completed follow_up_status completed_at'),
    ('app_tenant', 'follow_ups', 'UPDATE', 'lead_name follow_up_date remark is_completed follow_up_status completed_at'),
    ('app_tenant', 'customers', 'SELECT DELETE', '*'),
    ('app_tenant', 'customers', 'INSERT', 'id user_id contact_id customer_reference_number name email phone company status
      conversion_date original_lead_source assigned_sales_rep last_interaction_date notes person_key origin_call_id'),
    ('app_tenant', 'customers', 'UPDATE', 'name email phone company status conversion_date original_lead_source assigned_sales_rep
      last_interaction_date notes'),
    ('app_tenant', 'agent_targets', 'SELECT DELETE', '*'),
    ('app_tenant', 'agent_targets', 'INSERT', 'id agent_id user_id target_date target_type target_calls target_success_rate
      target_leads target_conversion_rate'),
    ('app_tenant', 'agent_targets', 'UPDATE', 'target_calls target_success_rate target_leads target_conversion_rate'),
    ('app_tenant', 'dashboard_cache', 'SELECT DELETE', '*'),
    ('app_tenant', 'dashboard_cache', 'INSERT', 'id user_id cache_key cache_data expires_at'),
    ('app_tenant', 'dashboard_cache', 'UPDATE', 'cache_data expires_at'),
    ('app_tenant', 'user_stats', 'SELECT', '*'),
    ('app_tenant', 'agent_performance_summary', 'SELECT', '*'),
    ('app_tenant', 'call_source_analytics', 'SELECT', '*'),
    ('app_tenant', 'recent_call_analytics', 'SELECT', '*'),
    ('app_tenant', 'my_kpi_summary', 'SELECT', '*'),
    ('app_ingest', 'webhook_events', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'calls', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'contacts', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'transcripts', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'lead_analytics', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_ingest', 'agent_call_outcomes', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'credit_transactions', 'SELECT', '*'),
    ('app_ingest', 'credit_transactions', 'INSERT', 'id user_id type amount description call_id conversation_id is_correction
      quantity_seconds quantity_minutes unit_credits occurred_at'),
    ('app_ingest', 'agents', 'SELECT', '*'),
    ('app_ingest', 'system_config', 'SELECT', '*'),
    ('app_ingest', 'users', 'SELECT', 'id timezone country is_active updated_at'),
    ('app_ingest', 'users', 'UPDATE', 'updated_at'),
    ('app_auth', 'users', 'SELECT', '*'),
    ('app_auth', 'system_config', 'SELECT', '*'),
    ('app_auth', 'users', 'INSERT', 'id email name password_hash password_changed_at email_verified auth_provider timezone country'),
    ('app_auth', 'users', 'UPDATE', 'email name password_hash password_changed_at email_verified delete_after'),
    ('app_auth', 'user_sessions', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'oauth_accounts', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'second_factors', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'second_factor_recovery_codes', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'email_verification_tokens', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'password_reset_tokens', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'rate_limits', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'login_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'login_attempts', 'UPDATE', 'success failure_reason'),
    ('app_auth', 'password_reset_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'password_reset_attempts', 'UPDATE', 'success'),
    ('app_job', 'list_previous_days(timestamp with time zone)', 'EXECUTE', '*'),
    ('app_job', 'job_runs', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'job_schedule', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'audit_findings', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'job_processes', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_job', 'job_totals', 'SELECT INSERT UPDATE', '*'),
    ('app_admin', 'system_config', 'SELECT', '*'),
    ('app_admin', 'system_config', 'UPDATE', 'config_value updated_by'),
    ('app_admin', 'admin_audit_log', 'INSERT', 'id admin_user_id action resource_type resource_id target_user_id details ip_address user_agent'),
    ('app_admin', 'request_replay(uuid,timestamp with time zone,timestamp with time zone)', 'EXECUTE', '*'),
    ('app_admin', 'job_runs', 'SELECT', '*'),
    ('app_admin', 'job_schedule', 'SELECT', '*'),
    ('app_admin', 'job_processes', 'SELECT', '*'),
    ('app_admin', 'job_totals', 'SELECT', '*'),
    ('app_admin', 'audit_findings', 'SELECT', '*'),
    ('app_admin', 'kpi_refresh_state', 'SELECT', '*'),
    ('app_admin', 'trigger_error_log', 'SELECT', '*')
  ) tables (role, object, privileges, columns)
  UNION ALL
  SELECT role, unnest(string_to_array(functions, ' ')), 'EXECUTE', ARRAY['*'] FROM (VALUES
    ('app_tenant', 'app_user_id() uuid_v7() is_time_zone(text) request_time_zone(text) find_best_agent(uuid,date,date)'),
    ('app_tenant', 'fold_text(text) contact_lexemes(uuid,text,text,text,text) search_contacts(tsquery,integer)'),
    ('app_tenant', 'delete_contacts(uuid[],uuid) restore_contacts(uuid) merge_contacts(uuid,uuid) request_contact_import(uuid)'),
    ('app_ingest', 'fold_text(text) contact_lexemes(uuid,text,text,text,text)'),
    ('app_tenant', 'matching_calls(tsquery,tsquery,uuid[]) find_calls(tsquery,tsquery,integer) expected_calls(tsquery)'),
    ('app_ingest', 'app_user_id() uuid_v7() is_time_zone(text) wake_ingestion() readiness() link_ledger_to_calls(text[])'),
    ('app_ingest', 'seconds_since_jobs_worked()'),
    ('app_admin', 'inbox_state() queue_state()'),
    ('app_ingest', 'hold_call_searches() release_call_searches(uuid[]) read_search_delay()'),
    ('app_ingest', 'collect_rollup_changes() release_rollup_changes()'),
    ('app_job', 'wake_call_searches() take_call_searches(integer,bigint) call_search_sources(uuid[])'),
    ('app_job', 'write_call_searches(uuid[],text[],text[]) note_call_search_failure(uuid,text)'),
    ('app_auth', 'app_user_id() uuid_v7() is_time_zone(text) request_mail(text,text,uuid) announcement_secret()'),
    ('app_job', 'uuid_v7() list_tenants() list_days_to_repair(uuid) scheduled_refresh_user_kpi_summary(boolean)'),
    ('app_job', 'list_tenants_with_stale_trends() refresh_stale_trends(uuid) change_time_zone(uuid,text)'),
    ('app_job', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid) batch_calculate_call_analytics(date,uuid)'),
    ('app_job', 'cleanup_trigger_error_log(integer,integer) cleanup_expired_sessions(integer) cleanup_old_job_runs(integer)'),
    ('app_job', 'cleanup_expired_rate_limits(integer)'),
    ('app_job', 'cleanup_old_login_attempts(integer) cleanup_old_password_reset_attempts(integer)'),
    ('app_job', 'cleanup_expired_dashboard_cache(integer) rebuild_agent_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_user_analytics(uuid,date,date) rebuild_user_daily_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_call_analytics_cache(uuid,date,date) rebuild_agent_targets(uuid,date,date)'),
    ('app_job', 'rebuild_agent_performance_trends(uuid,date,date) rebuild_call_segment_analytics(uuid,date,date) rebuild_leads(uuid,date,date) rebuild_call_searches(uuid,date,date)'),
    ('app_job', 'cleanup_deleted_contacts(integer) request_stalled_contact_imports()'),
    ('app_job', 'list_contact_imports_to_clean(integer) clean_contact_import(uuid,text)'),
    ('app_job', 'list_accounts_to_erase() list_objects_to_erase(uuid,integer) erase_account(uuid,text[],integer)'),
    ('app_admin', 'get_cache_trigger_health() test_cache_invalidation(text,uuid)'),
    ('app_admin', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid)'),
    ('app_admin', 'change_user_role(uuid,uuid,text) set_user_active(uuid,uuid,boolean) verify_audit_chain()')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/grants.sql gives it to them';

-- object: audit/tenant_tables.sql sha256:b1d9511a5ee2d03e602706005d6b1aab2e9769b86b0743298f0b3d67c2fd6da1
-- A table is a tenant's when a column of it says whose each row is: every column that leads to users does, except those that
-- name who did something.
CREATE OR REPLACE FUNCTION list_tenant_tables() RETURNS TABLE (table_oid oid, table_name text, tenant_column text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_columns AS (
    SELECT c.oid, c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND CASE WHEN c.relname = 'users' THEN a.attname = 'id'
        ELSE a.attname IN ('user_id', 'tenant_id') OR EXISTS (
          SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.confrelid = 'public.users'::regclass
            AND k.conkey = ARRAY[a.attnum]
            AND a.attname NOT IN ('created_by', 'completed_by', 'updated_by', 'overridden_by', 'edited_by', 'created_by_admin_id', 'admin_user_id')) END
  )
  SELECT DISTINCT ON (relname) oid, relname::text, attname::text FROM tenant_columns
  ORDER BY relname, attname <> 'user_id', attname
$$;
COMMENT ON FUNCTION list_tenant_tables() IS 'Every table whose rows belong to a tenant, and the column that says to which';

-- object: security/chain_audit_log.sql sha256:d4c4ebe20292ad34f7016b26abbdb018a35c256d02137562702b70bfcf130b25
-- The audit log is one chain: each entry has the next number and a hash over all of itself and the hash before it.
CREATE OR REPLACE FUNCTION audit_entry_hash(entry admin_audit_log) RETURNS text
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  -- In an array nothing can move from one column into the next, and jsonb has one text for one value.
  SELECT encode(sha256(convert_to(jsonb_build_array(
    entry.entry_number, entry.previous_hash, entry.id, entry.admin_user_id, entry.action, entry.resource_type, entry.resource_id,
    entry.target_user_id, entry.details, entry.ip_address::text, entry.user_agent,
    (extract(epoch FROM entry.created_at) * 1000000)::bigint)::text, 'UTF8')), 'hex')
$$;
COMMENT ON FUNCTION audit_entry_hash(admin_audit_log) IS
  'SHA-256 of an entry of the audit log: all that it says, its number, and the hash of the entry before it';

CREATE OR REPLACE FUNCTION trg_admin_audit_log_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  head audit_chain_head;
BEGIN
  -- Held until the transaction ends: of entries at the same time, one follows the other.
  SELECT * INTO STRICT head FROM audit_chain_head FOR UPDATE;
  NEW.entry_number := head.entry_number + 1;
  NEW.previous_hash := head.entry_hash;
  NEW.entry_hash := audit_entry_hash(NEW);
  UPDATE audit_chain_head SET entry_number = NEW.entry_number, entry_hash = NEW.entry_hash;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_admin_audit_log_chain() IS 'An entry of the audit log is numbered and carries the hash of the entry before it';

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_chain
  BEFORE INSERT ON admin_audit_log
  FOR EACH ROW EXECUTE FUNCTION trg_admin_audit_log_chain();

CREATE OR REPLACE FUNCTION verify_audit_chain() RETURNS TABLE (entry_number bigint, entry_id uuid, fault text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH entries AS (
    SELECT e.entry_number, e.id, e.previous_hash, e.entry_hash, audit_entry_hash(e) AS true_hash,
      lag(e.entry_number, 1, 0::bigint) OVER in_order AS number_before,
      lag(e.entry_hash, 1, repeat('0', 64)::varchar) OVER in_order AS hash_before
    FROM admin_audit_log e
    WINDOW in_order AS (ORDER BY e.entry_number, e.id)
  ), newest AS (
    SELECT coalesce(max(e.entry_number), 0) AS entry_number FROM entries e
  ), faults AS (
    SELECT e.entry_number, e.id, 'what it says was changed' AS fault FROM entries e WHERE e.entry_hash IS DISTINCT FROM e.true_hash
    UNION ALL
    SELECT e.entry_number, e.id, CASE WHEN e.entry_number = e.number_before THEN 'its number is given twice' ELSE 'entries before it are missing' END
    FROM entries e WHERE e.entry_number <> e.number_before + 1
    UNION ALL
    SELECT e.entry_number, e.id, 'it does not follow the entry before it'
    FROM entries e WHERE e.entry_number = e.number_before + 1 AND e.previous_hash IS DISTINCT FROM e.hash_before
    UNION ALL
    SELECT n.entry_number, NULL, 'the newest entries are missing, or the end of the chain was changed'
    FROM newest n
    WHERE NOT EXISTS (
      SELECT FROM audit_chain_head h
      WHERE h.entry_number = n.entry_number
        AND h.entry_hash = coalesce((SELECT e.entry_hash FROM entries e WHERE e.entry_number = n.entry_number LIMIT 1), repeat('0', 64)))
  )
  SELECT f.entry_number, f.id, f.fault FROM faults f ORDER BY f.entry_number, f.fault LIMIT 100
$$;
COMMENT ON FUNCTION verify_audit_chain() IS
  'Where the chain of the audit log is broken, the first hundred faults in its order; none when nobody has touched it';

-- object: audit/audit_data_isolation.sql sha256:5c2023bbecb1732dd39b8aa8127e8a73dc9aa4bf526f8154b7cebb5d229ab171
-- No row points at another tenant's, and nothing in the database would let a tenant see or write what is not its own: every
-- foreign key, table, policy, right, view and function is found in the catalogue, so that a new one is held to the same rules.
-- depends on: audit/tenant_tables.sql
-- depends on: audit/allowed_rights.sql
-- depends on: security/chain_audit_log.sql
CREATE OR REPLACE FUNCTION find_crossed_references(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  link record;
BEGIN
  FOR link IN
    SELECT k.conname::text AS name, k.conrelid::regclass AS child, k.confrelid::regclass AS parent,
      -- The row that is meant: by its id where the key has one, for its agent or day may differ as well.
      coalesce(
        string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') FILTER (WHERE pa.attname = 'id'),
        string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') FILTER (WHERE NOT tenancy.is_tenant)) AS same_row,
      string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ') AS same_key,
      string_agg(format('c.%I IS NOT NULL', ca.attname), ' AND ') AS is_set,
      max(ca.attname) FILTER (WHERE tenancy.is_tenant) AS child_tenant,
      max(pa.attname) FILTER (WHERE tenancy.is_tenant) AS parent_tenant
    FROM pg_constraint k
    CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (child_column, parent_column)
    JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = pair.child_column
    JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = pair.parent_column
    CROSS JOIN LATERAL (SELECT pa.attname IN ('user_id', 'assigned_to_user_id') AS is_tenant) tenancy
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'user_id' AND NOT a.attisdropped)
    GROUP BY k.conname, k.conrelid, k.confrelid
    ORDER BY k.conrelid::regclass::text, k.conname
  LOOP
    IF link.same_row IS NOT NULL AND link.child_tenant IS NOT NULL THEN
      RETURN QUERY EXECUTE format(
        'SELECT ''reference_crosses_tenants'', c.user_id, %1$L, coalesce(to_jsonb(c) ->> ''id'', c.ctid::text),
           format(''%%s points at a row of %%s'', %2$L, p.%3$I)
         FROM %4$s c JOIN %5$s p ON %6$s
         WHERE c.%7$I <> p.%3$I AND ($1 IS NULL OR $1 IN (c.%7$I, p.%3$I))',
        link.child::text, link.name, link.parent_tenant, link.child, link.parent, link.same_row, link.child_tenant)
      USING tenant;
    END IF;
    RETURN QUERY EXECUTE format(
      'SELECT ''reference_leads_nowhere'', c.user_id, %1$L, coalesce(to_jsonb(c) ->> ''id'', c.ctid::text),
         format(''no row of %%s fits %%s'', %3$L, %2$L)
       FROM %4$s c
       WHERE %5$s AND ($1 IS NULL OR c.user_id = $1) AND NOT EXISTS (SELECT FROM %6$s p WHERE %7$s)
         AND NOT EXISTS (SELECT FROM %6$s p WHERE %8$s)',
      link.child::text, link.name, link.parent::text, link.child, link.is_set, link.parent, link.same_key,
      CASE WHEN link.child_tenant IS NULL THEN 'false' ELSE coalesce(link.same_row || format(' AND p.%I <> c.%I', link.parent_tenant, link.child_tenant), 'false') END)
    USING tenant;
  END LOOP;
END $$;
COMMENT ON FUNCTION find_crossed_references(uuid) IS
  'Rows whose foreign key names another tenant''s row, or none; of one tenant, or of all';

-- A reference between tenants' rows holds them to one tenant only by a key that carries the tenant.
CREATE OR REPLACE FUNCTION find_keys_without_tenant() RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_tables AS (
    SELECT t.*, a.attnum FROM list_tenant_tables() t JOIN pg_attribute a ON a.attrelid = t.table_oid AND a.attname = t.tenant_column
  ), keys AS (
    SELECT k.conname, c.table_oid, c.table_name, k.conkey, p.table_name AS parent,
      -- Both tenants stand at the same place of the key.
      EXISTS (SELECT FROM unnest(k.conkey, k.confkey) pair (child, parent) WHERE pair.child = c.attnum AND pair.parent = p.attnum) AS is_held
    FROM pg_constraint k
    JOIN tenant_tables c ON c.table_oid = k.conrelid
    JOIN tenant_tables p ON p.table_oid = k.confrelid
    WHERE k.contype = 'f'
  )
  SELECT 'key_does_not_carry_the_tenant', NULL::uuid, table_name, conname::text, format('a row may point at another tenant''s row of %s', parent)
  FROM keys WHERE parent <> 'users' AND NOT is_held
  UNION ALL
  -- Findings outlive what they are about, and so lead nowhere on purpose; changes of rollups do not outlive their transaction.
  SELECT 'tenant_has_no_key', NULL, t.table_name, format('%s.%s', t.table_name, t.tenant_column), 'a row may name a tenant that does not exist'
  FROM tenant_tables t
  WHERE t.table_name NOT IN ('users', 'audit_findings', 'rollup_changes')
    AND NOT EXISTS (SELECT FROM keys k WHERE k.table_oid = t.table_oid AND t.attnum = ANY (k.conkey))
  UNION ALL
  -- A column that is a key elsewhere: call_id, agent_id, contact_id.
  SELECT 'reference_has_no_key', NULL, t.table_name, format('%s.%s', t.table_name, a.attname), 'a row may point at another tenant''s row, or at none'
  FROM tenant_tables t JOIN pg_attribute a ON a.attrelid = t.table_oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE a.atttypid = 'uuid'::regtype AND a.attnum <> t.attnum AND t.table_name <> 'rollup_changes'
    AND a.attname IN (
      SELECT other.attname FROM keys k JOIN pg_attribute other ON other.attrelid = k.table_oid AND other.attnum = ANY (k.conkey)
      WHERE k.parent <> 'users' AND other.attname LIKE '%\_id')
    AND NOT EXISTS (SELECT FROM keys k WHERE k.table_oid = t.table_oid AND a.attnum = ANY (k.conkey))
$$;
COMMENT ON FUNCTION find_keys_without_tenant() IS
  'Foreign keys between tenants'' tables that do not carry the tenant, and references that have no key at all';

-- Nobody holds a right that is not entered in allowed_rights.sql, for a whole table where only columns are, or with a right to pass it on.
CREATE OR REPLACE FUNCTION find_rights_too_many() RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH granted AS (
    SELECT acl.grantee, c.relname::text AS name, NULL::text AS attname, acl.privilege_type, acl.is_grantable
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) acl
    WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT acl.grantee, c.relname, a.attname, acl.privilege_type, acl.is_grantable
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL aclexplode(a.attacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
    UNION ALL
    SELECT acl.grantee, p.oid::regprocedure::text, NULL, acl.privilege_type, acl.is_grantable
    FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
    WHERE p.pronamespace = 'public'::regnamespace
  ), held AS (
    SELECT coalesce(r.rolname::text, 'everybody') AS holder, g.*
    FROM granted g LEFT JOIN pg_roles r ON r.oid = g.grantee
    WHERE g.grantee = 0 OR r.rolname LIKE 'app\_%'
  )
  SELECT 'role_has_a_right_too_many', NULL::uuid, h.name, format('%s: %s %s', h.holder, h.privilege_type, concat_ws('.', h.name, h.attname)),
    CASE WHEN h.is_grantable THEN 'may be passed on' WHEN h.attname IS NULL THEN 'on all of it' ELSE 'on this column' END
  FROM held h
  WHERE h.is_grantable OR NOT EXISTS (
    SELECT FROM list_allowed_rights() w
    WHERE w.role_name = h.holder AND w.object_name = h.name AND w.privilege = h.privilege_type
      AND ('*' = ANY (w.columns) OR h.attname = ANY (w.columns)))
$$;
COMMENT ON FUNCTION find_rights_too_many() IS 'Rights of the application''s roles, and of everybody, that list_allowed_rights does not name';

CREATE OR REPLACE FUNCTION find_open_doors() RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_tables AS (
    SELECT c.oid, c.relname::text AS name, c.relrowsecurity, c.relforcerowsecurity
    FROM list_tenant_tables() t JOIN pg_class c ON c.oid = t.table_oid
  ), of_tenants AS (
    SELECT c.relname::text AS name FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee IN (0, 'app_tenant'::regrole)
    UNION
    SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL aclexplode(a.attacl) acl
    WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped AND acl.grantee IN (0, 'app_tenant'::regrole)
  )
  SELECT 'table_has_no_forced_row_security', NULL::uuid, name, name, 'every table with a tenant has row-level security, forced'
  FROM tenant_tables WHERE NOT (relrowsecurity AND relforcerowsecurity)
  UNION ALL
  SELECT 'table_has_no_tenant_policy', NULL, t.name, t.name, 'tenants may use the table, and no policy tells their rows'
  FROM tenant_tables t
  WHERE EXISTS (SELECT FROM of_tenants g WHERE g.name = t.name)
    AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND 'app_tenant'::regrole = ANY (p.polroles))
  UNION ALL
  SELECT 'policy_names_no_tenant', NULL, t.name, p.polname::text, coalesce(pg_get_expr(p.polqual, p.polrelid), 'no condition')
  FROM tenant_tables t JOIN pg_policy p ON p.polrelid = t.oid
  WHERE p.polpermissive AND p.polroles && ARRAY[0::oid, 'app_tenant'::regrole::oid]
    AND (coalesce(pg_get_expr(p.polqual, p.polrelid), 'app_user_id()') NOT LIKE '%app\_user\_id()%'
      OR coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'app_user_id()') NOT LIKE '%app\_user\_id()%'
      OR (p.polqual IS NULL AND p.polwithcheck IS NULL))
  UNION ALL
  SELECT 'view_reads_as_its_owner', NULL, c.relname::text, c.relname::text, 'tenants may read a view that sees all tenants'
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
    AND EXISTS (SELECT FROM of_tenants g WHERE g.name = c.relname)
    AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
    AND NOT (coalesce('security_barrier=true' = ANY (c.reloptions), false) AND pg_get_viewdef(c.oid) LIKE '%app\_user\_id()%')
  UNION ALL
  SELECT 'function_has_no_search_path', NULL, p.proname::text, p.oid::regprocedure::text, 'runs as its owner, with its caller''s search_path'
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
    AND NOT EXISTS (SELECT FROM unnest(p.proconfig) setting WHERE setting LIKE 'search\_path=%')
  UNION ALL
  SELECT 'function_is_everybodys', NULL, p.proname::text, p.oid::regprocedure::text, 'runs as its owner, for any role'
  FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
  WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND acl.grantee = 0
  UNION ALL
  SELECT 'role_is_more_than_itself', NULL, 'pg_roles', r.rolname::text, 'bypasses row-level security or is a member of another role'
  FROM pg_roles r
  WHERE r.rolname IN (SELECT role_name FROM list_allowed_rights()) AND (r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))
$$;
COMMENT ON FUNCTION find_open_doors() IS
  'What in the catalogue would let a tenant see or write more than its own: security, policies, views, functions and roles';

CREATE OR REPLACE FUNCTION audit_data_isolation(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_crossed_references(tenant)
  UNION ALL
  SELECT * FROM find_keys_without_tenant()
  UNION ALL
  SELECT * FROM find_rights_too_many()
  UNION ALL
  SELECT * FROM find_open_doors()
  UNION ALL
  SELECT 'audit_log_was_changed', NULL, 'admin_audit_log', concat_ws(' ', 'entry', c.entry_number), c.fault FROM verify_audit_chain() c
$$;
COMMENT ON FUNCTION audit_data_isolation(uuid) IS
  'References between the data of one user (or of any) and another''s, every way in which tenants could see more than their own, and changes of the audit log';

-- object: audit/calls.sql sha256:f9680d469d3fce3512811c29d34416bf2204c095ef353c49c8eb18b5a94e1e4e
-- What a call says of itself and what belongs to it agree: its day, minutes, price and outcome, its lead's agent, day and
-- judgement, and whether its contact is a customer.
CREATE OR REPLACE FUNCTION find_call_faults(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_day_is_not_its_start', c.user_id, 'calls', c.id::text, format('%s began at %s in %s', c.call_date, c.started_at, u.timezone)
  FROM calls c JOIN users u ON u.id = c.user_id
  WHERE c.call_date <> (c.started_at AT TIME ZONE u.timezone)::date AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'minutes_are_not_started_minutes', c.user_id, 'calls', c.id::text,
    format('%s seconds, %s minutes', c.duration_seconds, c.duration_minutes)
  FROM calls c WHERE c.duration_minutes <> ceil(c.duration_seconds / 60.0) AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'credits_are_not_minutes_times_rate', c.user_id, 'calls', c.id::text,
    format('%s credits, %s minutes at %s', c.credits_used, c.duration_minutes, c.credits_per_minute)
  FROM calls c
  WHERE c.status <> 'in_progress' AND c.credits_used <> c.duration_minutes * c.credits_per_minute
    AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'ended_call_has_no_outcome', c.user_id, 'calls', c.id::text, c.status::text
  FROM calls c
  WHERE c.status <> 'in_progress' AND NOT EXISTS (SELECT FROM agent_call_outcomes o WHERE o.call_id = c.id)
    AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'lead_is_not_on_its_calls_day', l.user_id, 'lead_analytics', l.id::text,
    format('lead: %s %s, call: %s %s', l.agent_id, l.call_date, c.agent_id, c.call_date)
  FROM lead_analytics l JOIN calls c ON c.id = l.call_id
  WHERE (l.agent_id, l.call_date) <> (c.agent_id, c.call_date) AND (tenant IS NULL OR l.user_id = tenant)
  UNION ALL
  SELECT 'outcome_is_not_on_its_calls_day', o.user_id, 'agent_call_outcomes', o.id::text,
    format('outcome: %s %s, call: %s %s', o.agent_id, o.call_date, c.agent_id, c.call_date)
  FROM agent_call_outcomes o JOIN calls c ON c.id = o.call_id
  WHERE (o.agent_id, o.call_date) <> (c.agent_id, c.call_date) AND (tenant IS NULL OR o.user_id = tenant)
  UNION ALL
  -- Judged by the thresholds of its time: only a lead made since they last changed can be held against them.
  SELECT 'lead_is_judged_wrongly', l.user_id, 'lead_analytics', l.id::text,
    format('score %s, tag %s, %s', coalesce(l.ai_total_score::text, 'none'), l.ai_lead_status_tag,
      CASE WHEN l.ai_is_qualified THEN 'qualified' ELSE 'not qualified' END)
  FROM lead_analytics l CROSS JOIN (
    SELECT max(s.updated_at) AS since,
      max(s.config_value) FILTER (WHERE s.config_key = 'qualified_lead_score')::integer AS qualified,
      max(s.config_value) FILTER (WHERE s.config_key = 'hot_lead_score')::integer AS hot,
      max(s.config_value) FILTER (WHERE s.config_key = 'warm_lead_score')::integer AS warm
    FROM system_config s WHERE s.config_key IN ('qualified_lead_score', 'hot_lead_score', 'warm_lead_score')
  ) rules
  WHERE (tenant IS NULL OR l.user_id = tenant) AND (
    l.ai_total_score IS NULL AND (l.ai_is_qualified OR l.ai_lead_status_tag <> 'cold')
    OR l.created_at > rules.since AND (
      l.ai_is_qualified <> (l.ai_total_score >= rules.qualified)
      OR l.ai_lead_status_tag <> CASE WHEN l.ai_total_score >= rules.hot THEN 'hot' WHEN l.ai_total_score >= rules.warm THEN 'warm' ELSE 'cold' END))
  UNION ALL
  SELECT 'lead_is_not_what_its_judge_says', l.user_id, 'lead_analytics', l.id::text,
    format('counts as %s %s, the AI says %s %s, a person %s %s', coalesce(l.total_score::text, 'none'), l.lead_status_tag,
      coalesce(l.ai_total_score::text, 'none'), l.ai_lead_status_tag, coalesce(l.override_score::text, 'nothing'), l.override_tag)
  FROM lead_analytics l
  WHERE (tenant IS NULL OR l.user_id = tenant) AND (l.total_score, l.lead_status_tag, l.is_qualified) IS DISTINCT FROM (
    CASE WHEN l.override_score IS NULL THEN l.ai_total_score ELSE l.override_score END,
    CASE WHEN l.override_score IS NULL THEN l.ai_lead_status_tag ELSE l.override_tag END,
    CASE WHEN l.override_score IS NULL THEN l.ai_is_qualified ELSE l.override_is_qualified END)
  UNION ALL
  SELECT 'read_mark_is_wrong', l.user_id, 'lead_analytics', l.id::text,
    CASE WHEN l.is_read THEN 'says that it was read, and is unread' ELSE 'says that it is unread, and was read' END
  FROM lead_analytics l JOIN users u ON u.id = l.user_id
  WHERE l.notified_at IS NOT NULL AND l.is_read = coalesce(l.unread_at > coalesce(u.notifications_read_until, '-infinity'), false)
    AND (tenant IS NULL OR l.user_id = tenant)
  UNION ALL
  SELECT 'outcome_and_lead_disagree', o.user_id, 'agent_call_outcomes', o.id::text,
    format('outcome: %s, lead: %s', o.is_qualified_lead, l.is_qualified)
  FROM agent_call_outcomes o JOIN lead_analytics l ON l.call_id = o.call_id
  WHERE o.is_qualified_lead <> l.is_qualified AND (tenant IS NULL OR o.user_id = tenant)
  UNION ALL
  SELECT 'customer_flag_is_wrong', k.user_id, 'contacts', k.id::text,
    CASE WHEN k.is_customer THEN 'marked as a customer, and is none' ELSE 'is a customer, and not marked' END
  FROM contacts k
  WHERE k.is_customer <> EXISTS (SELECT FROM customers m WHERE m.contact_id = k.id) AND (tenant IS NULL OR k.user_id = tenant)
  UNION ALL
  SELECT 'calls_flag_is_wrong', k.user_id, 'contacts', k.id::text,
    CASE WHEN k.has_calls THEN 'marked as one with calls, and has none' ELSE 'has calls, and is not marked' END
  FROM contacts k
  WHERE k.has_calls <> EXISTS (SELECT FROM calls c WHERE c.contact_id = k.id AND c.user_id = k.user_id) AND (tenant IS NULL OR k.user_id = tenant)
$$;
COMMENT ON FUNCTION find_call_faults(uuid) IS
  'Calls, outcomes, leads and contacts that contradict each other; of one tenant, or of all';

-- object: audit/cta_totals.sql sha256:1f6d759868ad642fa8ba6dc2fd88cc43360ae36483ba4152319777386eda43d7
-- total_cta_interactions is the sum of the row's five counters, and cta_conversion_rate its calls with any of them per 100 calls.
CREATE OR REPLACE FUNCTION find_cta_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH kept AS (
    SELECT 'agent_analytics' AS table_name, a.user_id, concat_ws(' ', a.agent_id, a.date) AS row_id, a.date, a.total_calls, a.cta_calls,
      ARRAY[a.cta_pricing_clicks, a.cta_demo_clicks, a.cta_followup_clicks, a.cta_sample_clicks, a.cta_human_escalations] AS counters,
      a.total_cta_interactions AS total, a.cta_conversion_rate AS rate
    FROM agent_analytics a WHERE tenant IS NULL OR a.user_id = tenant
    UNION ALL
    SELECT 'user_analytics', h.user_id, concat_ws(' ', h.date, lpad(h.hour::text, 2, '0') || ':00'), h.date, h.total_calls, h.cta_calls,
      ARRAY[h.cta_pricing_clicks, h.cta_demo_clicks, h.cta_followup_clicks, h.cta_sample_clicks, h.cta_human_escalations],
      h.total_cta_interactions, h.cta_conversion_rate
    FROM user_analytics h WHERE tenant IS NULL OR h.user_id = tenant
    UNION ALL
    SELECT 'user_daily_analytics', d.user_id, d.date::text, d.date, d.total_calls, d.cta_calls,
      ARRAY[d.cta_pricing_clicks, d.cta_demo_clicks, d.cta_followup_clicks, d.cta_sample_clicks, d.cta_human_escalations],
      d.total_cta_interactions, d.cta_conversion_rate
    FROM user_daily_analytics d WHERE tenant IS NULL OR d.user_id = tenant
  ), made AS (
    SELECT k.*, (SELECT sum(counter) FROM unnest(k.counters) counter) AS made_total,
      CASE WHEN k.total_calls <> 0 THEN round(k.cta_calls::numeric / k.total_calls * 100, 2) END AS made_rate
    FROM kept k
  )
  SELECT 'cta_totals_are_not_their_counters', m.user_id, m.table_name, m.row_id,
    format('%s interactions at %s %%, should be %s at %s %%', m.total, coalesce(m.rate::text, 'no'), m.made_total, coalesce(m.made_rate::text, 'no')),
    m.date
  FROM made m WHERE (m.total, m.rate) IS DISTINCT FROM (m.made_total, m.made_rate)
$$;
COMMENT ON FUNCTION find_cta_differences(uuid) IS
  'Rollups whose interactions or conversion rate do not follow from their own counters, with the day to rebuild; of one tenant, or of all';

-- object: audit/reckon_figures.sql sha256:4333556c33650127406047a5d1e8b3859f9dd1d242be8e5732dd28fa8be9dd08
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

-- object: audit/rollups.sql sha256:247086d782da2c61597434e4578c9d458a27b6305cde393c76ea937ec5fdc371
-- Every row of agent_analytics, user_analytics (days and hours), user_daily_analytics and call_analytics_cache is what its calls,
-- leads and outcomes add up to; a row of zeros equals a missing one.
-- depends on: audit/reckon_figures.sql
DROP FUNCTION IF EXISTS find_rollup_differences(uuid);
CREATE FUNCTION find_rollup_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH reckoned AS MATERIALIZED (
    SELECT * FROM reckon_figures(tenant)
  ), figure_names AS MATERIALIZED (
    SELECT name, CASE name
        WHEN 'total_duration_seconds' THEN 'total_call_duration' WHEN 'cta_pricing_clicks' THEN 'pricing_clicks'
        WHEN 'cta_demo_clicks' THEN 'demo_requests' WHEN 'cta_followup_clicks' THEN 'followup_requests'
        WHEN 'cta_sample_clicks' THEN 'sample_requests' WHEN 'cta_human_escalations' THEN 'human_escalations'
        ELSE name END AS cached_name,
      name !~ '_score_|^cta_calls$|^total_duration_minutes$' AS is_cached
    FROM reckoned, jsonb_object_keys(figures) name WHERE period = 'all'
  ), columns AS (
    SELECT t.table_name, n.name
    FROM figure_names n CROSS JOIN (VALUES ('agent_analytics'), ('user_analytics'), ('user_daily_analytics')) t (table_name)
    UNION ALL
    SELECT 'call_analytics_cache', n.cached_name FROM figure_names n WHERE n.is_cached
  ), expected AS (
    SELECT t.table_name, r.user_id, r.date AS day, concat_ws(' ', r.agent_id, r.date, lpad(r.hour::text, 2, '0') || ':00') AS row_id, r.figures
    FROM reckoned r JOIN (VALUES ('agent', 'agent_analytics'), ('daily', 'user_analytics'), ('hour', 'user_analytics'),
      ('daily', 'user_daily_analytics')) t (period, table_name) ON t.period = r.period
    UNION ALL
    SELECT 'call_analytics_cache', r.user_id, r.date, concat_ws(' ', r.period, r.date), (
      SELECT jsonb_object_agg(n.cached_name, r.figures -> n.name) FROM figure_names n WHERE n.is_cached)
    FROM reckoned r WHERE r.period IN ('daily', 'weekly', 'monthly')
  ), kept AS (
    SELECT 'agent_analytics' AS table_name, a.user_id, a.date AS day, concat_ws(' ', a.agent_id, a.date, a.hour) AS row_id, to_jsonb(a) AS figures
    FROM agent_analytics a WHERE tenant IS NULL OR a.user_id = tenant
    UNION ALL
    SELECT 'user_analytics', h.user_id, h.date, concat_ws(' ', h.date, lpad(h.hour::text, 2, '0') || ':00'), to_jsonb(h)
    FROM user_analytics h WHERE tenant IS NULL OR h.user_id = tenant
    UNION ALL
    SELECT 'user_daily_analytics', d.user_id, d.date, d.date::text, to_jsonb(d)
    FROM user_daily_analytics d WHERE tenant IS NULL OR d.user_id = tenant
    UNION ALL
    SELECT 'call_analytics_cache', p.user_id, p.date_period, concat_ws(' ', p.period_type, p.date_period), to_jsonb(p)
    FROM call_analytics_cache p WHERE tenant IS NULL OR p.user_id = tenant
  ), pairs AS (
    SELECT table_name, user_id, row_id, coalesce(k.day, e.day) AS day, k.figures AS kept, e.figures AS expected
    FROM kept k FULL JOIN expected e USING (table_name, user_id, row_id)
    WHERE k.figures @> e.figures IS NOT TRUE
  )
  SELECT 'rollup_is_not_its_calls', p.user_id, p.table_name, p.row_id, string_agg(
      format('%s is %s, should be %s', c.name, coalesce(p.kept ->> c.name, '0'), coalesce(p.expected ->> c.name, '0')),
      '; ' ORDER BY c.name), p.day
  FROM pairs p JOIN columns c ON c.table_name = p.table_name
  WHERE coalesce(p.kept ->> c.name, '0')::numeric <> coalesce(p.expected ->> c.name, '0')::numeric
  GROUP BY p.user_id, p.table_name, p.row_id, p.day
$$;
COMMENT ON FUNCTION find_rollup_differences(uuid) IS
  'Rows of the rollups and of the cache that are not what their calls, leads and outcomes add up to, with the day to rebuild; of one tenant, or of all';

-- object: audit/segments.sql sha256:a7db6672a1d5e5c893ff6b578463bb70276adcf895a5d17700d1bf13df33d7cd
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

-- object: audit/targets.sql sha256:dc0e739a8a76045a0d65e103195158546bfe701df9b39f8da53f1474ad2f6aba
-- What a target has reached is what its agent's calls and leads of the period add up to, and its achievement the mean, over the
-- targets that are set, of the share that was reached of each.
CREATE OR REPLACE FUNCTION find_target_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH targets AS MATERIALIZED (
    SELECT t.*, u.timezone, t.target_date::timestamp + CASE t.target_type WHEN 'daily' THEN interval '1 day'
      WHEN 'weekly' THEN interval '7 days' WHEN 'monthly' THEN interval '1 month' ELSE interval '3 months' END AS ends_before
    FROM agent_targets t JOIN users u ON u.id = t.user_id WHERE tenant IS NULL OR t.user_id = tenant
  ), days AS MATERIALIZED (
    SELECT c.agent_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      count(*) FILTER (WHERE c.status IN ('completed', 'failed')) AS calls,
      count(*) FILTER (WHERE c.status = 'completed') AS successful_calls, count(l.id) AS leads
    FROM calls c JOIN users u ON u.id = c.user_id LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE (tenant IS NULL OR c.user_id = tenant) AND c.agent_id IN (SELECT t.agent_id FROM targets t)
    GROUP BY 1, 2
  ), reached AS (
    SELECT t.id, coalesce(sum(d.calls), 0) AS calls, coalesce(sum(d.successful_calls), 0) AS successful_calls, coalesce(sum(d.leads), 0) AS leads
    FROM targets t LEFT JOIN days d ON d.agent_id = t.agent_id AND d.date >= t.target_date AND d.date < t.ends_before
    GROUP BY t.id
  ), achieved AS (
    SELECT r.*, (
      SELECT round(100 * avg(least(coalesce(part.actual / part.target, 0), 1)), 2)
      FROM (VALUES (r.calls, t.target_calls::numeric), (r.leads, t.target_leads),
        (100 * r.successful_calls / nullif(r.calls, 0), t.target_success_rate),
        (100 * r.leads / nullif(r.calls, 0), t.target_conversion_rate)) part (actual, target)
      WHERE part.target IS NOT NULL) AS percentage
    FROM reached r JOIN targets t ON t.id = r.id
  )
  SELECT 'target_is_not_its_calls', t.user_id, 'agent_targets', t.id::text,
    format('%s calls, %s successful, %s leads, %s %%; should be %s, %s, %s, %s %%', t.actual_calls, t.actual_successful_calls, t.actual_leads,
      t.achievement_percentage, a.calls, a.successful_calls, a.leads, a.percentage), t.target_date
  FROM targets t JOIN achieved a ON a.id = t.id
  WHERE (t.actual_calls, t.actual_successful_calls, t.actual_leads) <> (a.calls, a.successful_calls, a.leads)
    -- The column rounds each share once more on its way.
    OR abs(t.achievement_percentage - a.percentage) > 0.01 OR (t.achievement_percentage IS NULL) <> (a.percentage IS NULL)
$$;
COMMENT ON FUNCTION find_target_differences(uuid) IS
  'Targets whose figures are not what the calls and leads of their period add up to, with the day to rebuild; of one tenant, or of all';

-- object: core/periods.sql sha256:bd1fc98170080152e0109450a7fa5b1146beaabaab0cceb4d2d34cee309a9ada
-- Periods are days, weeks from Monday, months and quarters; each is named by its first day.
CREATE OR REPLACE FUNCTION period_first_day(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT date_trunc(
    CASE period_type WHEN 'weekly' THEN 'week' WHEN 'monthly' THEN 'month' WHEN 'quarterly' THEN 'quarter' ELSE 'day' END,
    day::timestamp)::date
$$;
COMMENT ON FUNCTION period_first_day(text,date) IS 'First day of the day, week (from Monday), month or quarter that a date lies in';

CREATE OR REPLACE FUNCTION period_last_day(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE period_type
    WHEN 'weekly' THEN date_trunc('week', day::timestamp)::date + 6
    WHEN 'monthly' THEN (date_trunc('month', day::timestamp) + interval '1 month')::date - 1
    WHEN 'quarterly' THEN (date_trunc('quarter', day::timestamp) + interval '3 months')::date - 1
    ELSE day END
$$;
COMMENT ON FUNCTION period_last_day(text,date) IS 'Last day of the day, week (from Monday), month or quarter that a date lies in';

-- object: audit/trends.sql sha256:c5cf16d722ef563a133416382a98dc60700002a0dc76e72d57f940ff8012890e
-- A trend is its agent's calls and leads of the period against those of the period before (of a day, a week before), and its rank. Of a
-- period that was still running when the trend was made, the days that were over then are compared with as many days. A period that waits
-- to be compared anew is not judged; one that has not been for days is.
-- depends on: core/periods.sql
CREATE OR REPLACE FUNCTION find_trend_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_nestloop = off
AS $$
  WITH days AS MATERIALIZED (
    SELECT c.user_id, c.agent_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      count(*) FILTER (WHERE c.status IN ('completed', 'failed'))::numeric AS calls,
      count(*) FILTER (WHERE c.status = 'completed')::numeric AS successful_calls,
      count(*) FILTER (WHERE o.outcome IN ('completed', 'disconnected'))::numeric AS answered_calls,
      coalesce(sum(c.duration_seconds) FILTER (WHERE c.status IN ('completed', 'failed')), 0)::numeric AS seconds,
      coalesce(sum(c.credits_used) FILTER (WHERE c.status IN ('completed', 'failed')), 0)::numeric AS credits,
      count(l.id)::numeric AS leads, count(l.id) FILTER (WHERE l.is_qualified)::numeric AS qualified_leads,
      coalesce(sum(l.cta_pricing_clicked::integer + l.cta_demo_clicked::integer + l.cta_followup_clicked::integer
        + l.cta_sample_clicked::integer + l.cta_escalated_to_human::integer), 0)::numeric AS cta,
      coalesce(sum(l.total_score), 0)::numeric AS score_sum, count(l.total_score)::numeric AS score_count
    FROM calls c JOIN users u ON u.id = c.user_id
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE tenant IS NULL OR c.user_id = tenant
    GROUP BY 1, 2, 3
  ), made AS (
    SELECT t.user_id, t.period_type, t.period_start,
      greatest((min(t.created_at) AT TIME ZONE u.timezone)::date - 1, (now() AT TIME ZONE u.timezone)::date - 3) AS over_until
    FROM agent_performance_trends t JOIN users u ON u.id = t.user_id
    WHERE tenant IS NULL OR t.user_id = tenant
    GROUP BY t.user_id, t.period_type, t.period_start, u.timezone
  ), placed AS MATERIALIZED (
    SELECT d.*, p.type, p.length, p.first_day,
      CASE p.type WHEN 'daily' THEN p.first_day + 7 ELSE (p.first_day + p.length)::date END AS following
    FROM days d CROSS JOIN LATERAL (
      SELECT type, length, date_trunc(unit, d.date::timestamp)::date AS first_day
      FROM (VALUES ('daily', 'day', interval '1 day'), ('weekly', 'week', interval '7 days'), ('monthly', 'month', interval '1 month'),
        ('quarterly', 'quarter', interval '3 months')) types (type, unit, length)) p
  ), sides AS (
    SELECT 'all' AS side, first_day AS period, placed.* FROM placed
    UNION ALL
    SELECT 'now', p.first_day, p.* FROM placed p JOIN users u ON u.id = p.user_id
    LEFT JOIN made m ON (m.user_id, m.period_type, m.period_start) = (p.user_id, p.type, p.first_day)
    WHERE p.date <= coalesce(m.over_until, (now() AT TIME ZONE u.timezone)::date - 1)
    UNION ALL
    SELECT 'before', p.following, p.* FROM placed p JOIN users u ON u.id = p.user_id
    LEFT JOIN made m ON (m.user_id, m.period_type, m.period_start) = (p.user_id, p.type, p.following)
    CROSS JOIN LATERAL (SELECT coalesce(m.over_until, (now() AT TIME ZONE u.timezone)::date - 1) AS over_until) o
    WHERE o.over_until >= (p.following + p.length)::date - 1 OR p.date - p.first_day <= o.over_until - p.following
  ), periods AS MATERIALIZED (
    SELECT side, user_id, agent_id, type, length, period AS first_day,
      sum(calls) AS calls, sum(successful_calls) AS successful_calls, sum(leads) AS leads, sum(qualified_leads) AS qualified_leads,
      ARRAY[sum(calls), sum(successful_calls) / nullif(sum(calls), 0), sum(answered_calls) / nullif(sum(calls), 0), sum(seconds),
        sum(leads), sum(qualified_leads), sum(leads) / nullif(sum(calls), 0), sum(cta), sum(score_sum) / nullif(sum(score_count), 0),
        sum(credits)] AS figures
    FROM sides
    GROUP BY 1, 2, 3, 4, 5, 6
  ), expected AS (
    SELECT now.user_id, concat_ws(' ', now.agent_id, now.type, now.first_day) AS row_id, now.first_day AS period_start, now.type AS period_type,
      jsonb_build_object('period_end', (now.first_day + now.length)::date - 1, 'total_calls', now.calls, 'leads_generated', now.leads,
        'qualified_leads', now.qualified_leads, 'success_rate', round(100 * now.figures[2], 2), 'conversion_rate', round(100 * now.figures[7], 2),
        'performance_rank', rank() OVER (PARTITION BY now.user_id, now.type, now.first_day
          ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)) || (
        SELECT jsonb_object_agg(part.name || '_change_percentage', round(100 * (part.figure - part.previous) / nullif(abs(part.previous), 0), 2))
        FROM unnest(ARRAY['calls', 'success_rate', 'answer_rate', 'duration', 'leads', 'qualified_leads', 'conversion_rate', 'cta', 'score',
          'credits'], coalesce(part.figures, ARRAY[0, NULL, NULL, 0, 0, 0, NULL, 0, NULL, 0]), coalesce(before.figures, array_fill(NULL::numeric, ARRAY[10]))) part (name, figure, previous)) AS figures
    FROM periods now
    LEFT JOIN periods before ON before.side = 'before' AND (before.agent_id, before.type, before.first_day) = (now.agent_id, now.type, now.first_day)
    LEFT JOIN periods part ON part.side = 'now' AND (part.agent_id, part.type, part.first_day) = (now.agent_id, now.type, now.first_day)
    WHERE now.side = 'all' AND (now.calls > 0 OR now.leads > 0)
  ), kept AS (
    SELECT t.user_id, concat_ws(' ', t.agent_id, t.period_type, t.period_start) AS row_id, t.period_start, t.period_type, to_jsonb(t) AS figures
    FROM agent_performance_trends t WHERE tenant IS NULL OR t.user_id = tenant
  ), pairs AS (
    SELECT user_id, row_id, coalesce(k.period_start, e.period_start) AS day, coalesce(k.period_type, e.period_type) AS period_type,
      k.figures AS kept, e.figures AS expected
    FROM kept k FULL JOIN expected e USING (user_id, row_id)
    WHERE k.figures @> e.figures IS NOT TRUE
  )
  SELECT 'trend_is_not_its_calls', p.user_id, 'agent_performance_trends', p.row_id, CASE
      WHEN p.kept IS NULL THEN 'is missing' WHEN p.expected IS NULL THEN 'is there without a call or a lead'
      ELSE (SELECT string_agg(format('%s is %s, should be %s', f.key, coalesce(p.kept ->> f.key, 'none'), coalesce(f.value #>> '{}', 'none')), '; ' ORDER BY f.key)
        FROM jsonb_each(p.expected) f WHERE p.kept -> f.key IS DISTINCT FROM f.value) END, p.day
  FROM pairs p
  WHERE NOT EXISTS (
    SELECT FROM stale_trends s WHERE s.tenant_id = p.user_id
      AND s.day BETWEEN CASE p.period_type WHEN 'daily' THEN p.day - 7 ELSE period_first_day(p.period_type, p.day - 1) END AND period_last_day(p.period_type, p.day))
$$;
COMMENT ON FUNCTION find_trend_differences(uuid) IS
  'Trends that are not what the calls and leads of their period and the one before make, with the day to rebuild; of one tenant, or of all';

-- object: rollups/person_leads.sql sha256:ba0de47dc9180bc209b9050d69e57c9dbbb5d964beb7638f4b2c22e16f008d55
-- What a person's leads add up to, one row a person: the definition by which the table leads is kept and rebuilt. The first and the
-- latest follow the beginning of the calls; of equally good ones the latest is the best.
CREATE OR REPLACE VIEW person_leads WITH (security_barrier) AS
SELECT p.user_id, p.person_key, p.call_count,
  first.call_id AS first_call_id, first.call_started_at AS first_call_at, first.call_source AS first_call_source,
  first.lead_type AS first_lead_type, first.total_score AS first_score, first.lead_status_tag AS first_tag,
  latest.call_id AS latest_call_id, latest.call_started_at AS latest_call_at, latest.call_date AS latest_call_date,
  latest.agent_id AS latest_agent_id, latest.total_score AS latest_score, latest.lead_status_tag AS latest_tag,
  latest.is_qualified AS latest_is_qualified,
  best.call_id AS best_call_id, best.total_score AS best_score, best.lead_status_tag AS best_tag, p.was_qualified,
  p.cta_pricing_calls, p.cta_demo_calls, p.cta_followup_calls, p.cta_sample_calls, p.cta_human_calls, p.cta_calls,
  p.demo_scheduled_at, p.name, coalesce(p.email, CASE WHEN p.person_key LIKE '%@%' THEN left(p.person_key, 320) END) AS email, p.company
FROM (
  SELECT user_id, person_key, count(*)::integer AS call_count, bool_or(is_qualified) AS was_qualified,
    array_agg(call_id ORDER BY call_started_at DESC, call_id DESC) AS call_ids,
    (array_agg(call_id ORDER BY total_score DESC NULLS LAST, call_started_at DESC, call_id DESC))[1] AS best_call_id,
    sum(cta_pricing_clicked::integer)::integer AS cta_pricing_calls,
    sum(cta_demo_clicked::integer)::integer AS cta_demo_calls,
    sum(cta_followup_clicked::integer)::integer AS cta_followup_calls,
    sum(cta_sample_clicked::integer)::integer AS cta_sample_calls,
    sum(cta_escalated_to_human::integer)::integer AS cta_human_calls,
    sum((cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked
      OR cta_escalated_to_human)::integer)::integer AS cta_calls,
    (array_agg(demo_scheduled_at ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE demo_scheduled_at IS NOT NULL))[1] AS demo_scheduled_at,
    (array_agg(extracted_name ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE extracted_name IS NOT NULL))[1] AS name,
    (array_agg(extracted_email ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE extracted_email IS NOT NULL))[1] AS email,
    (array_agg(company_name ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE company_name IS NOT NULL))[1] AS company
  FROM lead_analytics GROUP BY user_id, person_key
) p
JOIN lead_analytics latest ON latest.call_id = p.call_ids[1]
JOIN lead_analytics first ON first.call_id = p.call_ids[p.call_count]
JOIN lead_analytics best ON best.call_id = p.best_call_id;
COMMENT ON VIEW person_leads IS 'What the calls of each person that showed a lead add up to, as the table leads keeps it';

REVOKE ALL ON person_leads FROM PUBLIC;

-- object: audit/leads.sql sha256:b67cc0abf4e941ff6c0575c727fc62e20005434f5135fdded08adcbab259e37f
-- Every row of leads is what that person's leads add up to, and everybody with a lead has one.
-- depends on: rollups/person_leads.sql
CREATE OR REPLACE FUNCTION find_lead_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH made AS (
    SELECT p.user_id, p.person_key, p.latest_call_date AS day, to_jsonb(p) AS columns FROM person_leads p
    WHERE tenant IS NULL OR p.user_id = tenant
  ), kept AS (
    SELECT l.user_id, l.person_key, l.latest_call_date AS day, to_jsonb(l) AS columns FROM leads l
    WHERE tenant IS NULL OR l.user_id = tenant
  )
  SELECT 'lead_is_not_its_calls', user_id, 'leads', person_key, CASE
      WHEN k.columns IS NULL THEN 'has no row'
      WHEN m.columns IS NULL THEN 'has a row and no lead'
      ELSE (SELECT string_agg(format('%s is %s, should be %s', name, k.columns -> name, value), '; ' ORDER BY name)
        FROM jsonb_each(m.columns) c (name, value) WHERE value IS DISTINCT FROM k.columns -> name) END,
    coalesce(k.day, m.day)
  FROM made m FULL JOIN kept k USING (user_id, person_key)
  WHERE k.columns @> m.columns IS NOT TRUE
$$;
COMMENT ON FUNCTION find_lead_differences(uuid) IS
  'Rows of leads that are not what the person''s leads add up to, with the day to rebuild; of one tenant, or of all';

-- object: search/call_search_sources.sql sha256:6b0cabad9ac2255ceac263971c9f57d987b272ed83f559ad7f489fb7c25ccdea
-- A call is found by its person, its number and what was said. The words are made of this by lib/calls/search-vector.ts alone: what a
-- server calls a letter depends on its version and locale. What nobody could say in hours is left out, so that a call stays small.
-- Between turns stands the sign that separates records: arrays of texts take longer to write and to read.
CREATE OR REPLACE FUNCTION call_search_sources(of_calls uuid[]) RETURNS TABLE (
  call_id uuid, user_id uuid, who text[], phone_number text, said text, source text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT found.*, encode(sha256(convert_to(concat_ws(E'\n', found.who::text, found.phone_number, found.said), 'UTF8')), 'hex')
  FROM (
    SELECT c.id, c.user_id, array_remove(ARRAY[c.caller_name, c.caller_email, nullif(l.extracted_name, c.caller_name),
        nullif(l.extracted_email, c.caller_email), l.company_name]::text[], NULL) AS who, c.phone_number::text AS phone_number,
      CASE WHEN length(everything.said) <= 1000000 THEN everything.said ELSE (
        SELECT string_agg(left(text, 1000000), E'\x1e' ORDER BY place) FROM (
          SELECT place, text, sum(length(text)) OVER (ORDER BY place) - length(text) AS before FROM (
            SELECT place, turn ->> 'text' AS text FROM jsonb_array_elements(t.speaker_segments) WITH ORDINALITY turns (turn, place) OFFSET 0
          ) said
        ) texts WHERE before < 1000000) END AS said
    FROM calls c
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN transcripts t ON t.call_id = c.id
    -- Nearly always that is all of it, which takes a fraction of the time.
    CROSS JOIN LATERAL (
      SELECT string_agg(turn ->> 'text', E'\x1e' ORDER BY place) AS said
      FROM jsonb_array_elements(t.speaker_segments) WITH ORDINALITY turns (turn, place)
    ) everything
    WHERE c.id = ANY (of_calls)
  ) found
  ORDER BY found.id
$$;
COMMENT ON FUNCTION call_search_sources(uuid[]) IS 'What these calls are to be found by, and a digest of it';

-- Words are known to be those of a source, and to be as they were made, without being made again.
CREATE OR REPLACE FUNCTION call_search_digest(source text, words tsvector) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT substring(sha256(convert_to(source || words::text, 'UTF8')) FOR 16) $$;
COMMENT ON FUNCTION call_search_digest(text, tsvector) IS 'A digest of what words were made of, and of the words';

-- object: audit/searches.sql sha256:af0fd4a70d1d9cba23b05d48313fb30ea419c3d56ee2de99062112b715ba6100
-- Every call can be found, and a fresh one by what it says: to read all transcripts again takes longer than any other check. A call
-- whose words the job is about to make is not amiss, unless it has waited too long.
-- depends on: search/call_search_sources.sql
CREATE OR REPLACE FUNCTION is_call_search_awaited(call uuid, tenant uuid, day date, started timestamptz) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM call_search_queue q WHERE q.call_id = call AND q.queued_at > now() - interval '1 hour')
    OR EXISTS (SELECT FROM call_search_rebuilds r WHERE r.user_id = tenant AND day BETWEEN r.first_day AND r.last_day
      AND (r.before_call_id IS NULL OR (started, call) < (r.before_started_at, r.before_call_id))
      AND r.requested_at > now() - interval '1 day')
$$;
COMMENT ON FUNCTION is_call_search_awaited(uuid, uuid, date, timestamptz) IS 'Whether the words of a call are to be made shortly, and not since long ago';

CREATE OR REPLACE FUNCTION find_search_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, found.detail, c.call_date FROM (
    SELECT n.id AS call_id, 'has no row' AS detail FROM calls n
    WHERE (tenant IS NULL OR n.user_id = tenant) AND NOT EXISTS (SELECT FROM call_searches s WHERE s.call_id = n.id)
      AND NOT EXISTS (SELECT FROM call_search_failures f WHERE f.call_id = n.id)
    UNION ALL
    SELECT s.call_id, 'has other words than the call' FROM call_search_sources(ARRAY(
      SELECT id FROM calls f WHERE f.call_date >= current_date - 2 AND (tenant IS NULL OR f.user_id = tenant))) m
    JOIN call_searches s USING (call_id)
    WHERE (s.user_id, s.digest) IS DISTINCT FROM (m.user_id, call_search_digest(m.source, s.words))
  ) found JOIN calls c ON c.id = found.call_id
  WHERE NOT is_call_search_awaited(c.id, c.user_id, c.call_date, c.started_at)
  UNION ALL
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, 'has no words: ' || f.reason, c.call_date
  FROM call_search_failures f JOIN calls c ON c.id = f.call_id
  WHERE (tenant IS NULL OR c.user_id = tenant) AND NOT is_call_search_awaited(c.id, c.user_id, c.call_date, c.started_at)
$$;
COMMENT ON FUNCTION find_search_differences(uuid) IS
  'Calls that no search finds, and those of the last days whose words are not of what the call says, with the day to rebuild; of one tenant, or of all';

-- object: audit/find_figure_differences.sql sha256:f2cc7a01b449eeb76797efba9b8441b247eac1b2c1f4ef8dc16e87df347b6bea
-- Whatever is kept of a tenant's calls and can be rebuilt by day is compared with them, and each difference names the day.
-- depends on: audit/rollups.sql
-- depends on: audit/segments.sql
-- depends on: audit/cta_totals.sql
-- depends on: audit/targets.sql
-- depends on: audit/trends.sql
-- depends on: audit/leads.sql
-- depends on: audit/searches.sql
CREATE OR REPLACE FUNCTION find_figure_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_rollup_differences(tenant)
  UNION ALL
  SELECT * FROM find_segment_differences(tenant)
  UNION ALL
  SELECT * FROM find_cta_differences(tenant)
  UNION ALL
  SELECT * FROM find_target_differences(tenant)
  UNION ALL
  SELECT * FROM find_trend_differences(tenant)
  UNION ALL
  SELECT * FROM find_lead_differences(tenant)
  UNION ALL
  SELECT * FROM find_search_differences(tenant)
$$;
COMMENT ON FUNCTION find_figure_differences(uuid) IS
  'Rollups, caches, targets, trends, leads and words for search that are not what their calls make, each with the day to rebuild; of one tenant, or of all';

-- A few ranges instead of many days, so that a long gap is rebuilt in few steps and no step holds the rollups for long.
CREATE OR REPLACE FUNCTION list_days_to_repair(tenant uuid) RETURNS TABLE (first_day date, last_day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT min(day), max(day) FROM find_figure_differences(tenant) GROUP BY date_trunc('month', day::timestamp) ORDER BY 1
$$;
COMMENT ON FUNCTION list_days_to_repair(uuid) IS 'The days whose figures differ from a tenant''s calls, as one range a month';

-- object: kpi/find_best_agent.sql sha256:d8fd2041f5f128a35d184942d5ebf5093b4de8c86a4489859399ef2d7c06a46f
-- The best agent of some days, wherever one is named: most qualified leads, then leads, then successful calls, among active agents with at
-- least ten counted calls; of equals the older one.
CREATE OR REPLACE FUNCTION find_best_agent(tenant uuid, first_day date, last_day date) RETURNS uuid
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT a.agent_id FROM agent_analytics a JOIN agents g ON g.id = a.agent_id AND g.user_id = a.user_id
  WHERE a.user_id = tenant AND g.is_active AND a.hour IS NULL AND a.date BETWEEN first_day AND last_day
  GROUP BY a.agent_id HAVING sum(a.total_calls) >= 10
  ORDER BY sum(a.qualified_leads) DESC, sum(a.leads_generated) DESC, sum(a.successful_calls) DESC, a.agent_id LIMIT 1
$$;
COMMENT ON FUNCTION find_best_agent(uuid, date, date) IS
  'The active agent with most qualified leads, then leads, then successful calls, among those with ten calls; NULL without one';

-- object: security/app_user_id.sql sha256:68d9e8d2bcf1bb5b81dda4eab68980e20609e72b061b219c304897c9f4077135
-- The tenant that a transaction works for, as it names it in app.user_id; none when it names none.
CREATE OR REPLACE FUNCTION app_user_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
COMMENT ON FUNCTION app_user_id() IS 'The tenant that the transaction names in app.user_id; NULL when it names none';

-- object: kpi/user_kpi_summary.sql sha256:3298b20feef6dbcaec4026d6e8a7454dec8652c8dd5c3224a0b62a95e4675e49
-- Each user's figures of the past 30 and 7 days and of all time, with a summary of each agent, added up from rollups, never from calls. A
-- window ends with today in the user's zone.
-- depends on: kpi/find_best_agent.sql
-- depends on: security/app_user_id.sql
CREATE MATERIALIZED VIEW IF NOT EXISTS user_kpi_summary AS
WITH today AS (
  SELECT id AS user_id, (now() AT TIME ZONE timezone)::date AS today FROM users
), periods AS (
  SELECT t.user_id, t.today,
    coalesce(sum(a.total_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS calls_30d,
    coalesce(sum(a.successful_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS successful_calls_30d,
    coalesce(sum(a.answered_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS answered_calls_30d,
    coalesce(sum(a.total_duration_minutes) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS duration_minutes_30d,
    coalesce(sum(a.leads_generated) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS leads_30d,
    coalesce(sum(a.qualified_leads) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS qualified_leads_30d,
    coalesce(sum(a.total_cta_interactions) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS cta_interactions_30d,
    coalesce(sum(a.credits_used) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS credits_used_30d,
    coalesce(sum(a.total_calls) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS calls_7d,
    coalesce(sum(a.successful_calls) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS successful_calls_7d,
    coalesce(sum(a.leads_generated) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS leads_7d,
    coalesce(sum(a.qualified_leads) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS qualified_leads_7d,
    coalesce(sum(a.credits_used) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS credits_used_7d,
    coalesce(sum(a.total_calls), 0)::integer AS calls_lifetime,
    coalesce(sum(a.successful_calls), 0)::integer AS successful_calls_lifetime,
    coalesce(sum(a.total_duration_minutes), 0)::integer AS duration_minutes_lifetime,
    coalesce(sum(a.leads_generated), 0)::integer AS leads_lifetime,
    coalesce(sum(a.qualified_leads), 0)::integer AS qualified_leads_lifetime,
    coalesce(sum(a.total_cta_interactions), 0)::integer AS cta_interactions_lifetime,
    coalesce(sum(a.credits_used), 0)::integer AS credits_used_lifetime,
    max(a.date) FILTER (WHERE a.total_calls > 0) AS last_call_date
  FROM today t LEFT JOIN user_daily_analytics a ON a.user_id = t.user_id
  GROUP BY t.user_id, t.today
), agent_figures AS (
  SELECT g.user_id, g.id, g.name, g.is_active,
    coalesce(sum(a.total_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0) AS calls_30d,
    coalesce(sum(a.successful_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0) AS successful_calls_30d,
    coalesce(sum(a.leads_generated) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0) AS leads_30d,
    coalesce(sum(a.qualified_leads) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0) AS qualified_leads_30d,
    coalesce(sum(a.total_calls), 0) AS calls_lifetime,
    coalesce(sum(a.leads_generated), 0) AS leads_lifetime,
    coalesce(sum(a.qualified_leads), 0) AS qualified_leads_lifetime
  FROM agents g JOIN today t ON t.user_id = g.user_id
  LEFT JOIN agent_analytics a ON a.agent_id = g.id AND a.user_id = g.user_id AND a.hour IS NULL
  GROUP BY g.user_id, g.id, g.name, g.is_active
), agent_summaries AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
      'agent_id', id, 'name', name, 'is_active', is_active, 'calls_30d', calls_30d, 'successful_calls_30d', successful_calls_30d,
      'leads_30d', leads_30d, 'qualified_leads_30d', qualified_leads_30d,
      'success_rate_30d', round(100.0 * successful_calls_30d / nullif(calls_30d, 0), 2),
      'conversion_rate_30d', round(100.0 * leads_30d / nullif(calls_30d, 0), 2),
      'calls_lifetime', calls_lifetime, 'leads_lifetime', leads_lifetime, 'qualified_leads_lifetime', qualified_leads_lifetime)
    ORDER BY qualified_leads_30d DESC, leads_30d DESC, successful_calls_30d DESC, id) AS agents_summary
  FROM agent_figures GROUP BY user_id
), best AS (
  SELECT f.user_id, f.id AS agent_id, f.calls_30d::integer AS calls, round(100.0 * f.leads_30d / f.calls_30d, 2) AS conversion_rate
  FROM today t JOIN agent_figures f ON f.user_id = t.user_id AND f.id = find_best_agent(t.user_id, t.today - 29, t.today)
), agent_counts AS (
  SELECT user_id, count(*)::integer AS total, count(*) FILTER (WHERE is_active)::integer AS active FROM agents GROUP BY user_id
)
SELECT p.*,
  round(100.0 * p.successful_calls_30d / nullif(p.calls_30d, 0), 2) AS success_rate_30d,
  round(100.0 * p.answered_calls_30d / nullif(p.calls_30d, 0), 2) AS answer_rate_30d,
  round(100.0 * p.leads_30d / nullif(p.calls_30d, 0), 2) AS conversion_rate_30d,
  round(100.0 * p.leads_7d / nullif(p.calls_7d, 0), 2) AS conversion_rate_7d,
  round(100.0 * p.leads_lifetime / nullif(p.calls_lifetime, 0), 2) AS conversion_rate_lifetime,
  coalesce(c.total, 0) AS agents_total,
  coalesce(c.active, 0) AS agents_active,
  b.agent_id AS best_agent_id,
  b.calls AS best_agent_calls_30d,
  b.conversion_rate AS best_agent_conversion_rate_30d,
  coalesce(s.agents_summary, '[]') AS agents_summary,
  now() AS refreshed_at
FROM periods p
LEFT JOIN best b ON b.user_id = p.user_id
LEFT JOIN agent_summaries s ON s.user_id = p.user_id
LEFT JOIN agent_counts c ON c.user_id = p.user_id;

CREATE UNIQUE INDEX IF NOT EXISTS user_kpi_summary_user_id_key ON user_kpi_summary (user_id);
COMMENT ON INDEX user_kpi_summary_user_id_key IS 'One row a user; lets the summary be refreshed while it is read';
COMMENT ON MATERIALIZED VIEW user_kpi_summary IS
  'Each user''s figures of the past 30 and 7 days and of all time, as of refreshed_at, with a summary of each agent and the best one, as find_best_agent has it';
COMMENT ON COLUMN user_kpi_summary.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_kpi_summary.today IS 'The day of the refresh in the tenant''s zone';
COMMENT ON COLUMN user_kpi_summary.calls_30d IS 'Completed and failed calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.successful_calls_30d IS 'Completed calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.answered_calls_30d IS 'Answered calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.duration_minutes_30d IS 'Started minutes of calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.leads_30d IS 'Leads of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.qualified_leads_30d IS 'Qualified leads of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.cta_interactions_30d IS 'Calls to action of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.credits_used_30d IS 'Credits that calls cost of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.calls_7d IS 'Completed and failed calls of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.successful_calls_7d IS 'Completed calls of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.leads_7d IS 'Leads of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.qualified_leads_7d IS 'Qualified leads of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.credits_used_7d IS 'Credits that calls cost of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.calls_lifetime IS 'Completed and failed calls of all time';
COMMENT ON COLUMN user_kpi_summary.successful_calls_lifetime IS 'Completed calls of all time';
COMMENT ON COLUMN user_kpi_summary.duration_minutes_lifetime IS 'Started minutes of calls of all time';
COMMENT ON COLUMN user_kpi_summary.leads_lifetime IS 'Leads of all time';
COMMENT ON COLUMN user_kpi_summary.qualified_leads_lifetime IS 'Qualified leads of all time';
COMMENT ON COLUMN user_kpi_summary.cta_interactions_lifetime IS 'Calls to action of all time';
COMMENT ON COLUMN user_kpi_summary.credits_used_lifetime IS 'Credits that calls cost of all time';
COMMENT ON COLUMN user_kpi_summary.last_call_date IS 'Day of the newest call in the tenant''s zone';
COMMENT ON COLUMN user_kpi_summary.success_rate_30d IS 'Completed calls of 100 of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.answer_rate_30d IS 'Answered calls of 100 of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.conversion_rate_30d IS 'Leads of 100 calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.conversion_rate_7d IS 'Leads of 100 calls of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.conversion_rate_lifetime IS 'Leads of 100 calls of all time';
COMMENT ON COLUMN user_kpi_summary.agents_total IS 'Agents of the user';
COMMENT ON COLUMN user_kpi_summary.agents_active IS 'Agents of the user that are in use';
COMMENT ON COLUMN user_kpi_summary.best_agent_id IS 'The agent with the highest conversion rate of those with at least 10 calls in 30 days';
COMMENT ON COLUMN user_kpi_summary.best_agent_calls_30d IS 'Calls of the best agent in 30 days';
COMMENT ON COLUMN user_kpi_summary.best_agent_conversion_rate_30d IS 'Leads of 100 calls of the best agent in 30 days';
COMMENT ON COLUMN user_kpi_summary.agents_summary IS 'Each agent''s figures of the 30 days and of all time, the best first, as a JSON array';
COMMENT ON COLUMN user_kpi_summary.refreshed_at IS 'When the summary was made';

-- A materialised view carries no policies: tenants see their own row of it here, and filters of theirs run only on that row.
CREATE OR REPLACE VIEW my_kpi_summary WITH (security_barrier = true) AS
SELECT * FROM user_kpi_summary WHERE user_id = (SELECT app_user_id());
COMMENT ON VIEW my_kpi_summary IS 'The row of user_kpi_summary of the tenant named in app.user_id';

-- object: kpi/is_kpi_summary_stale.sql sha256:7b770e518cd42535f256615b7f2ae9647acb6971d86891253522fd084e1bf941
-- The KPI summary is stale before its first refresh, when the sequence has moved since the last one, when a transaction that had
-- moved it before and was still open then has committed since, or when a user's day has turned.
CREATE OR REPLACE FUNCTION is_kpi_summary_stale() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT state.refreshed_at IS NULL
    OR state.seen_marker <> (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM kpi_staleness_seq)
    OR EXISTS (
      SELECT FROM pg_snapshot_xip(state.seen_snapshot::pg_snapshot) xid
      -- A database restored elsewhere counts its transactions anew: what cannot be told counts as committed.
      WHERE CASE WHEN xid >= pg_current_xact_id() THEN true
        ELSE coalesce(pg_xact_status(xid), 'committed') = 'committed' END)
    OR EXISTS (
      SELECT FROM (SELECT DISTINCT timezone FROM users) zones
      WHERE (state.refreshed_at AT TIME ZONE timezone)::date <> (clock_timestamp() AT TIME ZONE timezone)::date)
  FROM kpi_refresh_state state
$$;
COMMENT ON FUNCTION is_kpi_summary_stale() IS 'Whether user_kpi_summary may differ from what a refresh would make of it now';

-- object: audit/kpi.sql sha256:087c9489b37ad9f1be63f20e2c8a4c68789a75324c111a651f06ecc8a6b3cecf
-- While user_kpi_summary is not stale, each row of it is what its definition makes of the rollups now.
-- depends on: kpi/user_kpi_summary.sql
-- depends on: kpi/is_kpi_summary_stale.sql
CREATE OR REPLACE FUNCTION find_kpi_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF is_kpi_summary_stale() THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format(
    'WITH made AS (
       SELECT m.user_id, to_jsonb(m) - ''refreshed_at'' AS figures FROM (%s) m WHERE $1 IS NULL OR m.user_id = $1
     ), kept AS (
       SELECT k.user_id, to_jsonb(k) - ''refreshed_at'' AS figures FROM user_kpi_summary k WHERE $1 IS NULL OR k.user_id = $1
     )
     SELECT ''kpi_summary_is_not_its_rollups'', user_id, ''user_kpi_summary'', user_id::text, CASE
       WHEN k.figures IS NULL THEN ''is missing'' WHEN m.figures IS NULL THEN ''is there without a user''
       ELSE (SELECT string_agg(format(''%%s is %%s, should be %%s'', f.key, coalesce(k.figures ->> f.key, ''none''),
           coalesce(f.value #>> ''{}'', ''none'')), ''; '' ORDER BY f.key)
         FROM jsonb_each(m.figures) f WHERE k.figures -> f.key IS DISTINCT FROM f.value) END
     FROM kept k FULL JOIN made m USING (user_id) WHERE k.figures IS DISTINCT FROM m.figures',
    rtrim(pg_get_viewdef('user_kpi_summary'::regclass), ';'))
  USING tenant;
END $$;
COMMENT ON FUNCTION find_kpi_differences(uuid) IS
  'Rows of user_kpi_summary that are not what its definition makes of the rollups, unless it is stale; of one tenant, or of all';

-- object: audit/ledger.sql sha256:ab4c7fbe0a9fdfdb6e71ce6cc05febba4125426dbe20a27d35cf21d26ebb7b6d
-- Every balance is the one before it plus the amount, entries count without gaps, a user's credits are their sum, and a call is
-- charged what it used.
CREATE OR REPLACE FUNCTION find_ledger_faults(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH entries AS (
    SELECT t.*, lag(t.balance_after, 1, 0) OVER w AS before, lag(t.entry_number, 1, 0::bigint) OVER w AS previous
    FROM credit_transactions t WHERE tenant IS NULL OR t.user_id = tenant
    WINDOW w AS (PARTITION BY t.user_id ORDER BY t.entry_number)
  ), sums AS (
    SELECT t.user_id, sum(t.amount) AS amount FROM credit_transactions t WHERE tenant IS NULL OR t.user_id = tenant GROUP BY t.user_id
  ), charges AS (
    SELECT t.call_id, -sum(t.amount) AS credits FROM credit_transactions t
    WHERE t.call_id IS NOT NULL AND (tenant IS NULL OR t.user_id = tenant) GROUP BY t.call_id
  )
  SELECT 'ledger_chain_is_broken', e.user_id, 'credit_transactions', e.id::text,
    format('entry %s after %s: %s plus %s is not %s', e.entry_number, e.previous, e.before, e.amount, e.balance_after)
  FROM entries e WHERE e.balance_after <> e.before + e.amount OR e.entry_number <> e.previous + 1
  UNION ALL
  SELECT 'credits_are_not_the_ledger', u.id, 'users', u.id::text, format('%s credits, ledger %s', u.credits, coalesce(s.amount, 0))
  FROM users u LEFT JOIN sums s ON s.user_id = u.id
  WHERE u.credits <> coalesce(s.amount, 0) AND (tenant IS NULL OR u.id = tenant)
  UNION ALL
  SELECT 'call_is_not_charged_what_it_used', c.user_id, 'calls', c.id::text,
    format('%s credits used, %s charged', c.credits_used, coalesce(h.credits, 0))
  FROM calls c LEFT JOIN charges h ON h.call_id = c.id
  WHERE c.credits_used <> coalesce(h.credits, 0) AND (tenant IS NULL OR c.user_id = tenant)
$$;
COMMENT ON FUNCTION find_ledger_faults(uuid) IS
  'Where the ledger contradicts itself, a user''s credits or a call''s charge; of one tenant, or of all';

-- object: audit/validate_user_data_consistency.sql sha256:ecf0b2f28823a10fd6c4e8c1ac2c6ce7929ed39b312adc47215a75ef6c17221e
-- Nothing that is kept twice may differ: every contradiction in the users' data is a row, and none is the proof.
-- depends on: audit/ledger.sql
-- depends on: audit/calls.sql
-- depends on: audit/find_figure_differences.sql
-- depends on: audit/kpi.sql
CREATE OR REPLACE FUNCTION validate_user_data_consistency(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_ledger_faults(tenant)
  UNION ALL
  SELECT * FROM find_call_faults(tenant)
  UNION ALL
  SELECT d.check_name, d.user_id, d.table_name, d.row_id, d.detail FROM find_figure_differences(tenant) d
  UNION ALL
  SELECT * FROM find_kpi_differences(tenant)
$$;
COMMENT ON FUNCTION validate_user_data_consistency(uuid) IS
  'Every contradiction in the data of one user, or of all: ledger, calls with what belongs to them, rollups, caches, targets, trends and the KPI summary';

-- object: contacts/clean_contact_imports.sql sha256:4d16f557f1ade11e9d265c960b2a9fb7f9a81ed9bf79858373e643e35c55080e
-- An import can be undone for 30 days. Then its file and rows go, and what it did is still told by its counts; an import that was
-- never run goes as a whole after a week. The file goes first, so that no file is left that nothing names.
CREATE OR REPLACE FUNCTION list_contact_imports_to_clean(rows_max integer DEFAULT 100) RETURNS TABLE (id uuid, storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT i.id, i.storage_key FROM contact_imports i
  WHERE i.storage_key IS NOT NULL AND CASE WHEN i.status IN ('finished', 'cancelled', 'undone') THEN i.finished_at < now() - interval '30 days'
    ELSE i.status IN ('mapping', 'checked', 'failed') AND i.updated_at < now() - interval '7 days' END
  ORDER BY i.id LIMIT rows_max
$$;
COMMENT ON FUNCTION list_contact_imports_to_clean(integer) IS 'Imports whose file and rows are no longer needed, and where the file is';

CREATE OR REPLACE FUNCTION clean_contact_import(import uuid, gone_object text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  IF NOT EXISTS (SELECT FROM contact_imports WHERE id = import AND storage_key = gone_object) THEN
    RETURN 0;
  END IF;
  DELETE FROM contact_import_rows WHERE import_id = import;
  GET DIAGNOSTICS removed = ROW_COUNT;
  DELETE FROM contact_imports WHERE id = import AND status IN ('mapping', 'checked', 'failed');
  IF NOT FOUND THEN
    UPDATE contact_imports SET storage_key = NULL WHERE id = import;
  END IF;
  RETURN removed + 1;
END $$;
COMMENT ON FUNCTION clean_contact_import(uuid, text) IS
  'Removes the rows of an import whose file is gone, and the import when it was never run; says how many rows went';

-- object: contacts/delete_contacts.sql sha256:0dca5bae7883eb3e996948e409878bf3d88217f06b74836a8fe23a3445550f32
-- A deleted contact can come back for a while, with its id and its calls: what that takes is kept beside the contacts, so that
-- whoever reads contacts need not know of deleted ones. A contact that is a customer is not deleted.
-- Whoever writes several contacts of a tenant first locks the tenant's row, as ingestion does: so none waits for another in a circle.
CREATE OR REPLACE FUNCTION delete_contacts(ids uuid[], deletion uuid) RETURNS TABLE (deleted integer, customers integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM FROM users WHERE users.id = app_user_id() FOR NO KEY UPDATE;
  PERFORM FROM contacts c WHERE c.id = ANY (ids) AND c.user_id = app_user_id() ORDER BY c.id FOR UPDATE;
  SELECT count(*) INTO customers FROM contacts c WHERE c.id = ANY (ids) AND c.user_id = app_user_id() AND c.is_customer;
  INSERT INTO deleted_contacts AS d (id, user_id, deletion_id, contact, call_ids)
  SELECT c.id, c.user_id, deletion, to_jsonb(c) - '{search,name_key,source}'::text[], ARRAY (
    SELECT k.id FROM calls k WHERE k.user_id = c.user_id AND k.contact_id = c.id)
  FROM contacts c WHERE c.id = ANY (ids) AND c.user_id = app_user_id() AND NOT c.is_customer
  ON CONFLICT (id) DO UPDATE SET deletion_id = excluded.deletion_id, contact = excluded.contact, call_ids = excluded.call_ids, deleted_at = now()
    WHERE d.user_id = excluded.user_id;
  -- One statement for all calls: the foreign key's own would be one a contact, each with the triggers of calls.
  UPDATE calls k SET contact_id = NULL FROM deleted_contacts d
  WHERE d.user_id = app_user_id() AND d.deletion_id = deletion AND k.user_id = d.user_id AND k.contact_id = d.id;
  DELETE FROM contacts c USING deleted_contacts d
  WHERE d.user_id = app_user_id() AND d.deletion_id = deletion AND c.id = d.id AND c.user_id = d.user_id;
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN NEXT;
END $$;
COMMENT ON FUNCTION delete_contacts(uuid[], uuid) IS
  'Deletes contacts of the tenant named in app.user_id under the id of a deletion by which they can be restored; says how many, and how many are customers and stay';

-- What was deleted comes back as it was, but for a contact whose number another one has by now, and for calls that belong to another by now.
CREATE OR REPLACE FUNCTION restore_contacts(deletion uuid) RETURNS TABLE (restored integer, taken integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  ids uuid[];
BEGIN
  PERFORM FROM users WHERE users.id = app_user_id() FOR NO KEY UPDATE;
  WITH kept AS (
    SELECT d.id, d.user_id, jsonb_populate_record(NULL::contacts, d.contact) AS c FROM deleted_contacts d
    WHERE d.user_id = app_user_id() AND d.deletion_id = deletion
  ), back AS (
    INSERT INTO contacts (id, user_id, name, phone_number, phone_extension, email, company, notes, auto_created_from_call_id, is_auto_created,
      auto_creation_source, import_id, created_at, updated_at)
    SELECT k.id, k.user_id, (k.c).name, (k.c).phone_number, (k.c).phone_extension, (k.c).email, (k.c).company, (k.c).notes,
      (SELECT calls.id FROM calls WHERE calls.id = (k.c).auto_created_from_call_id AND calls.user_id = k.user_id),
      (k.c).is_auto_created, (k.c).auto_creation_source,
      (SELECT i.id FROM contact_imports i WHERE i.id = (k.c).import_id AND i.user_id = k.user_id),
      (k.c).created_at, (k.c).updated_at
    FROM kept k ORDER BY (k.c).phone_number
    ON CONFLICT DO NOTHING RETURNING contacts.id
  )
  SELECT coalesce(array_agg(back.id), '{}') INTO ids FROM back;
  UPDATE calls k SET contact_id = d.id FROM deleted_contacts d
  WHERE d.user_id = app_user_id() AND d.id = ANY (ids) AND k.id = ANY (d.call_ids) AND k.user_id = d.user_id AND k.contact_id IS NULL;
  DELETE FROM deleted_contacts d WHERE d.user_id = app_user_id() AND d.deletion_id = deletion AND d.id = ANY (ids);
  restored := cardinality(ids);
  SELECT count(*) INTO taken FROM deleted_contacts d WHERE d.user_id = app_user_id() AND d.deletion_id = deletion;
  RETURN NEXT;
END $$;
COMMENT ON FUNCTION restore_contacts(uuid) IS
  'Brings back what one deletion of the tenant named in app.user_id removed; says how many, and how many cannot come since their number is taken';

CREATE OR REPLACE FUNCTION cleanup_deleted_contacts(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM deleted_contacts WHERE id IN (
    SELECT id FROM deleted_contacts WHERE deleted_at < now() - interval '7 days'
    ORDER BY deleted_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_deleted_contacts(integer) IS
  'Removes contacts deleted more than 7 days ago for good, at most rows_max of them; returns how many';

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

-- object: contacts/mark_called.sql sha256:e8db5d85abdccd5e3b7e0a4180b090b13e03c602ef3e54192ee8aed31c0eb304
-- A contact is marked as one with calls exactly while a call points at it. A failure leaves the mark wrong, never the call unwritten.
-- depends on: core/absent_transition_tables.sql
CREATE OR REPLACE FUNCTION trg_contacts_from_calls() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  left_behind uuid[];
BEGIN
  left_behind := ARRAY(
    SELECT DISTINCT o.contact_id FROM calls_old o LEFT JOIN calls_new n ON n.id = o.id
    WHERE o.contact_id IS NOT NULL AND n.contact_id IS DISTINCT FROM o.contact_id);
  IF cardinality(left_behind) > 0 THEN
    -- A call that somebody else is giving them waits, or has been waited for: its foreign key locks the contact too.
    PERFORM FROM contacts WHERE id = ANY (left_behind) ORDER BY id FOR UPDATE;
    UPDATE contacts c SET has_calls = false WHERE c.id = ANY (left_behind) AND c.has_calls
      AND NOT EXISTS (SELECT FROM calls k WHERE k.user_id = c.user_id AND k.contact_id = c.id);
  END IF;
  UPDATE contacts c SET has_calls = true WHERE NOT c.has_calls AND c.id IN (
    SELECT n.contact_id FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
    WHERE n.contact_id IS NOT NULL AND n.contact_id IS DISTINCT FROM o.contact_id);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_contacts_from_calls() IS 'A contact is marked as one with calls exactly while a call points at it';

CREATE OR REPLACE TRIGGER trigger_contacts_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_contacts_from_calls();

CREATE OR REPLACE TRIGGER trigger_contacts_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_contacts_from_calls();

CREATE OR REPLACE TRIGGER trigger_contacts_from_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_contacts_from_calls();

-- object: contacts/merge_contacts.sql sha256:0fa6430ac45851f1e6661e58ca8ae56102070d261dffcda0a60d9375e9e1cb0a
-- Two contacts that are one person become one, and nothing of either is lost: what the one that stays has blank is filled, notes are
-- joined, a second number or address is noted, and calls and the customer of the other become its own.
CREATE OR REPLACE FUNCTION merge_contacts(kept uuid, dropped uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  stays contacts;
  goes contacts;
BEGIN
  PERFORM FROM users WHERE id = app_user_id() FOR NO KEY UPDATE;
  PERFORM FROM contacts WHERE id IN (kept, dropped) AND user_id = app_user_id() ORDER BY id FOR UPDATE;
  SELECT * INTO stays FROM contacts WHERE id = kept AND user_id = app_user_id();
  SELECT * INTO goes FROM contacts WHERE id = dropped AND user_id = app_user_id();
  IF stays.id IS NULL OR goes.id IS NULL OR kept = dropped THEN
    RETURN 'not_found';
  END IF;
  IF stays.is_customer AND goes.is_customer THEN
    RETURN 'both_customers';
  END IF;
  UPDATE calls SET contact_id = kept WHERE user_id = app_user_id() AND contact_id = dropped;
  UPDATE customers SET contact_id = kept WHERE user_id = app_user_id() AND contact_id = dropped;
  DELETE FROM contacts WHERE id = dropped AND user_id = app_user_id();
  UPDATE contacts SET
    name = coalesce(nullif(name, ''), goes.name),
    phone_number = coalesce(phone_number, goes.phone_number),
    phone_extension = CASE WHEN goes.phone_number <> phone_number THEN phone_extension
      ELSE coalesce(phone_extension, goes.phone_extension) END,
    email = coalesce(nullif(email, ''), goes.email),
    company = coalesce(nullif(company, ''), goes.company),
    notes = nullif(concat_ws(E'\n\n',
      nullif(stays.notes, ''),
      CASE WHEN goes.notes <> stays.notes OR stays.notes IS NULL THEN nullif(goes.notes, '') END,
      nullif(concat_ws(E'\n',
        CASE WHEN goes.name <> nullif(stays.name, '') THEN 'Also called: ' || goes.name END,
        CASE WHEN goes.phone_number <> stays.phone_number THEN 'Other number: ' || concat_ws(' ext. ', goes.phone_number, goes.phone_extension) END,
        CASE WHEN goes.email <> nullif(stays.email, '') THEN 'Other email: ' || goes.email END,
        CASE WHEN goes.company <> nullif(stays.company, '') THEN 'Other company: ' || goes.company END), '')), '')
  WHERE id = kept AND user_id = app_user_id();
  RETURN 'merged';
END $$;
COMMENT ON FUNCTION merge_contacts(uuid, uuid) IS
  'Makes two contacts of the tenant named in app.user_id one: merged, not_found, or both_customers, with which nothing changes';

-- object: contacts/request_contact_import.sql sha256:2173c91e09abe8090abfed2826e1d2f9db934ce9b2d8f322108b5cebb0fd0233
-- The steps of an import that take long are a job's, which goes on where the last one ended, also one that was killed. What was
-- asked for and does not move is asked for again by the sweep; two jobs of one import wait for each other at each of its batches.
CREATE OR REPLACE FUNCTION request_contact_import(import uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    'import-contacts', json_build_object('userId', i.user_id, 'importId', i.id), job_key => 'import-contacts ' || i.id, max_attempts => 5)
  FROM contact_imports i WHERE i.id = import AND i.user_id = app_user_id();
END $$;
COMMENT ON FUNCTION request_contact_import(uuid) IS
  'Asks the job processes to do the step that an import of the tenant named in app.user_id is at';

CREATE OR REPLACE FUNCTION request_stalled_contact_imports() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  asked integer;
BEGIN
  PERFORM graphile_worker.add_job(
    'import-contacts', json_build_object('userId', i.user_id, 'importId', i.id), job_key => 'import-contacts ' || i.id, max_attempts => 5)
  FROM contact_imports i
  WHERE i.status IN ('checking', 'running', 'undoing') AND i.updated_at < clock_timestamp() - interval '20 seconds';
  GET DIAGNOSTICS asked = ROW_COUNT;
  RETURN asked;
END $$;
COMMENT ON FUNCTION request_stalled_contact_imports() IS
  'Asks again for every import that is under way and has not moved for 20 seconds; says how many';

-- object: contacts/search_contacts.sql sha256:0c853b5727dd8eee532bc48e2eaddf0afe17b16d2657bb8615d79ebcf890a7e1
-- A tenant finds contacts by words. The operator is not leakproof, so row-level security would look at every contact of the tenant:
-- this function runs as the owner, uses the index, and itself keeps to the tenant that the transaction names.
CREATE OR REPLACE FUNCTION search_contacts(query tsquery, rows_max integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  ids uuid[];
BEGIN
  -- Planned for this query: what is rare is found by the index of words, what is common among the tenant's contacts as they come.
  EXECUTE 'SELECT ARRAY (SELECT id FROM contacts WHERE search @@ $1 AND user_id = $2 LIMIT $3)' INTO ids USING query, app_user_id(), rows_max;
  RETURN ids;
END $$;
COMMENT ON FUNCTION search_contacts(tsquery, integer) IS
  'Ids of the contacts of the tenant named in app.user_id that match, at most rows_max of them in no order';

-- object: core/call_date.sql sha256:8d6905328789160d28141fda04a6e2875c6bb4f18955614dfd8f3f5519f1a40e
-- A call belongs to the day on which it started in its tenant's zone; nobody else sets that day.
-- A new call is written under a shared lock of its tenant's zone, so that none keeps a day of a zone that is being left. A
-- change of zone waits for a call that is being changed at its row; a lock after the row's would close a circle.
CREATE OR REPLACE FUNCTION trg_calls_set_call_date() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM pg_advisory_xact_lock_shared(hashtext('time zone'), hashtext(NEW.user_id::text));
  END IF;
  SELECT (NEW.started_at AT TIME ZONE u.timezone)::date INTO NEW.call_date FROM users u WHERE u.id = NEW.user_id;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_calls_set_call_date() IS 'A call belongs to the day on which it started in its tenant''s zone; nobody else sets that day';

CREATE OR REPLACE TRIGGER trigger_calls_set_call_date
  BEFORE INSERT OR UPDATE OF started_at, call_date, user_id ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_set_call_date();

-- object: core/call_facts.sql sha256:f288ade46f12ea73e08be78c70a171e41c84b0d23738915baa4e18a5f92d60a1
-- A lead or an outcome takes from its call what the writer leaves out of what it repeats of it: agent, day, beginning, person, source,
-- direction, and whether the call is counted. The foreign key keeps the two together.
CREATE OR REPLACE FUNCTION trg_take_call_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  call calls;
BEGIN
  SELECT * INTO call FROM calls WHERE id = NEW.call_id AND user_id = NEW.user_id;
  -- A call that is not there, or is another tenant's, is the foreign key's to refuse, after the statement has returned its row.
  NEW.agent_id := coalesce(NEW.agent_id, call.agent_id, NEW.call_id);
  NEW.call_date := coalesce(NEW.call_date, call.call_date, '-infinity');
  NEW.call_started_at := coalesce(NEW.call_started_at, call.started_at, '-infinity');
  NEW.person_key := coalesce(NEW.person_key, call.person_key, '');
  NEW.call_source := coalesce(NEW.call_source, call.call_source, '');
  NEW.lead_type := coalesce(NEW.lead_type, call.lead_type, '');
  NEW.is_counted := coalesce(NEW.is_counted, call.is_counted, false);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_take_call_facts() IS 'A lead or an outcome takes from its call what the writer leaves out of what it repeats of it';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_take_call_facts
  BEFORE INSERT ON lead_analytics
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_call_facts
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

-- An outcome that does not say how good the lead was agrees with the call's lead, if there is one.
CREATE OR REPLACE FUNCTION trg_agent_call_outcomes_take_lead() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  lead lead_analytics;
BEGIN
  SELECT * INTO lead FROM lead_analytics WHERE call_id = NEW.call_id AND user_id = NEW.user_id;
  NEW.is_qualified_lead := coalesce(lead.is_qualified, false);
  NEW.lead_temperature := coalesce(NEW.lead_temperature, lead.lead_status_tag);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_call_outcomes_take_lead() IS
  'An outcome that does not say how good the lead was agrees with the call''s lead';

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_lead
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.is_qualified_lead IS NULL) EXECUTE FUNCTION trg_agent_call_outcomes_take_lead();

-- object: core/change_time_zone.sql sha256:6f43797bef123a5c7c1b8d1a427fbaabbe0d8cd4137f55f37ea2ccfb15a38de2
-- A zone is left by a statement of scheduled work, which may take minutes: a page's statement ends after seconds, and moving the days
-- of hundreds of thousands of calls takes longer. A page asks, and the newest wish of a tenant is the one that is met.
-- Ingestion tries the first lock before any row of the tenant, and holds the tenant's events back when it does not get it.
CREATE OR REPLACE FUNCTION change_time_zone(tenant uuid, zone text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('change of zone'), hashtext(tenant::text));
  UPDATE users SET timezone = zone WHERE id = tenant AND timezone <> zone;
  RETURN FOUND;
END $$;
COMMENT ON FUNCTION change_time_zone(uuid, text) IS
  'Gives a tenant another time zone, with which its calls and rollups move; false when it has that zone already';

CREATE OR REPLACE FUNCTION request_time_zone(zone text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF app_user_id() IS NULL OR NOT is_time_zone(zone) THEN
    RAISE EXCEPTION 'A tenant asks for a time zone that exists.' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM graphile_worker.add_job(
    'change-time-zone', json_build_object('userId', app_user_id(), 'timezone', zone),
    queue_name => 'upkeep', job_key => 'change-time-zone ' || app_user_id(), max_attempts => 5);
END $$;
COMMENT ON FUNCTION request_time_zone(text) IS
  'Asks the job processes to give the tenant named in app.user_id another time zone; a later wish replaces one that waits';

-- object: core/edited_outcomes.sql sha256:3a9b38e38c1bd7d635e818e0cb0cf5be1f36841b98787b9aa6398b894485ccf3
-- How a call ended is what a person said, else what the provider said. Whoever writes `outcome` writes the provider's word, also with
-- a correction or a replay; what a person said stays until that person takes it back.
CREATE OR REPLACE FUNCTION trg_outcomes_take_providers() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.provider_outcome := NEW.outcome;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_outcomes_take_providers() IS 'An outcome that is written is the provider''s';

CREATE OR REPLACE FUNCTION trg_outcomes_decide() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NEW.edited_outcome IS DISTINCT FROM OLD.edited_outcome THEN
    NEW.edited_at := CASE WHEN NEW.edited_outcome IS NOT NULL THEN now() END;
    NEW.edited_by := CASE WHEN NEW.edited_outcome IS NOT NULL THEN app_user_id() END;
  END IF;
  NEW.outcome := coalesce(NEW.edited_outcome, NEW.provider_outcome);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_outcomes_decide() IS 'The outcome that counts is a person''s, else the provider''s; an edit says when and whose it was';

-- Fires for whoever names the column, also when it stays as it was: only so is a provider's word told from none. By its name it is the first.
CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_1_take_providers
  BEFORE INSERT OR UPDATE OF outcome ON agent_call_outcomes
  FOR EACH ROW EXECUTE FUNCTION trg_outcomes_take_providers();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_2_decide
  BEFORE INSERT OR UPDATE ON agent_call_outcomes
  FOR EACH ROW EXECUTE FUNCTION trg_outcomes_decide();

-- object: core/fill_calls.sql sha256:be225274103d4508cb1b5fe249762228cf621b319af8676a9886b4f85548e877
-- A call that says no more than the documentation asks for began when it was written, lasted started minutes, and cost what it says
-- for each of them. By its name this comes before the trigger that takes the day from the beginning; whoever gives all of it never meets it.
CREATE OR REPLACE FUNCTION trg_calls_fill() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.started_at := coalesce(NEW.started_at, NEW.created_at);
  NEW.duration_minutes := coalesce(NEW.duration_minutes, ceil(NEW.duration_seconds / 60.0));
  NEW.credits_per_minute := coalesce(NEW.credits_per_minute,
    CASE WHEN NEW.credits_used % nullif(NEW.duration_minutes, 0) = 0 THEN NEW.credits_used / NEW.duration_minutes ELSE 0 END);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_calls_fill() IS 'A call''s beginning, started minutes and rate follow from what the writer gives, when left out';

CREATE OR REPLACE TRIGGER trigger_calls_fill
  BEFORE INSERT ON calls
  FOR EACH ROW WHEN (NEW.started_at IS NULL OR NEW.duration_minutes IS NULL OR NEW.credits_per_minute IS NULL)
  EXECUTE FUNCTION trg_calls_fill();

-- object: core/hold_rollups.sql sha256:c18573236b0536945c0469c97efd3c3ee2706c8394b7bf48c9741add3ca4304b
-- Whoever moves a tenant's rollups holds them until its transaction ends. Writers of one tenant would meet at the row of its
-- month anyway; held by one lock, taken before any of the rows, they cannot wait for each other in a circle.
CREATE OR REPLACE FUNCTION hold_rollups(tenants uuid[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('rollups'), held.key)
  FROM (SELECT DISTINCT hashtext(tenant::text) AS key FROM unnest(tenants) tenant ORDER BY 1) held;
END $$;
COMMENT ON FUNCTION hold_rollups(uuid[]) IS 'Holds the rollups of these tenants until the transaction ends, so that writers cannot wait in a circle';

-- Rebuilding reads after the lock: a write whose trigger had the lock before is committed and seen; one whose trigger comes
-- after is not seen, waits, and adds its difference to the rebuilt rows. A snapshot from before the lock would break that.
CREATE OR REPLACE FUNCTION hold_rollups_to_rebuild(tenant uuid) RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Rollups are rebuilt in a READ COMMITTED transaction.' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM hold_rollups(ARRAY[tenant]);
  -- What this transaction has collected is counted with the rows that it wrote.
  PERFORM apply_rollup_changes('rollup_changes', 'INSERT');
END $$;
COMMENT ON FUNCTION hold_rollups_to_rebuild(uuid) IS 'Holds a tenant''s rollups to rebuild them, in a READ COMMITTED transaction only';

-- object: core/lock_children.sql sha256:f9fa88dffea63b18cf178f0adc5a8ca5ae0949606943cb4ac0d664ced3bc005e
-- A call that goes or moves, or changes what its lead and outcome repeat of it, takes them along: their rows are locked with the call's, before the first of their
-- triggers holds the rollups that a writer of the other is waiting for.
CREATE OR REPLACE FUNCTION trg_calls_lock_children() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM FROM lead_analytics WHERE call_id = OLD.id FOR UPDATE;
  PERFORM FROM agent_call_outcomes WHERE call_id = OLD.id FOR UPDATE;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_delete
  BEFORE DELETE ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_lock_children();

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_update
  BEFORE UPDATE OF user_id, agent_id, call_date, started_at, call_source, lead_type, phone_number, caller_email, status ON calls
  FOR EACH ROW WHEN ((NEW.user_id, NEW.agent_id, NEW.call_date, NEW.started_at, NEW.call_source, NEW.lead_type, NEW.phone_number, NEW.caller_email)
    IS DISTINCT FROM (OLD.user_id, OLD.agent_id, OLD.call_date, OLD.started_at, OLD.call_source, OLD.lead_type, OLD.phone_number, OLD.caller_email)
    -- is_counted is generated, and has no value yet in what is about to be written.
    OR (NEW.status IN ('completed', 'failed')) <> (OLD.status IN ('completed', 'failed')))
  EXECUTE FUNCTION trg_calls_lock_children();

-- object: core/log_trigger_error.sql sha256:cbd6254224a426f58cde2039e6b01e688dbb0777e71949f430b83c4b1c1ccacc
-- A failing analytics trigger is written down and the business row commits; what a retry would heal is raised instead.
CREATE OR REPLACE FUNCTION log_trigger_error(table_name text, operation text, sql_state text, message text, context text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF sql_state IN ('40001', '40P01', '55P03') THEN
    RAISE EXCEPTION USING ERRCODE = sql_state, MESSAGE = message;
  END IF;
  INSERT INTO trigger_error_log (table_name, operation, error_message, error_context)
  VALUES (table_name, operation, sql_state || ': ' || message, context);
END $$;
COMMENT ON FUNCTION log_trigger_error(text,text,text,text,text) IS 'Writes a trigger''s failure down so that the business row commits; raises what a retry would heal';

-- object: rollups/rebuild_agent_analytics.sql sha256:df432e07937e51ec9518cd15f67879170ab0ce4e05e942989ec0fba57a25e729
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT agent_id, user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM agent_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day AND hour IS NULL
  )
  INSERT INTO agent_analytics AS t (agent_id, user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
    warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
    cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count,
    fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
  SELECT agent_id, user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(credits_used), sum(answered_calls),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks),
    sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls),
    sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum), sum(engagement_score_count),
    sum(total_score_sum), sum(total_score_count)
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
    t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads,
    t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks,
    t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count,
    t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads,
    excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks,
    excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum,
    excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum,
    excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum,
    excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions,
    excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_agent_analytics(uuid, date, date) IS 'Counts the days of a tenant''s agents anew from its calls; returns how many rows that changed';

-- object: rollups/rebuild_user_analytics.sql sha256:51fe0feff92388e760d98c874fed6b3d9ccdf3d31d939656f5076bca8ab29cc8
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count
    FROM call_contributions c CROSS JOIN LATERAL (VALUES (c.hour), (NULL)) h (hour)
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, hour, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_analytics AS t (user_id, date, hour,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
    warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
    cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count,
    fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
  SELECT user_id, date, hour,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(credits_used), sum(answered_calls),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks),
    sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls),
    sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum), sum(engagement_score_count),
    sum(total_score_sum), sum(total_score_count)
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
    t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads,
    t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks,
    t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count,
    t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads,
    excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks,
    excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum,
    excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum,
    excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum,
    excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions,
    excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'user_analytics');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_user_analytics(uuid, date, date) IS 'Counts a tenant''s days and hours anew from its calls; returns how many rows that changed';

-- object: targets/rebuild_agent_performance_trends.sql sha256:408b128702c078f40078bf06d0fa60e39d83906671c8972e9522dfb736d4942c
-- Percentage by which a figure changed; unknown when it was zero or unknown before.
-- depends on: core/periods.sql
CREATE OR REPLACE FUNCTION change_percentage(before numeric, after numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(100 * (after - before) / nullif(abs(before), 0), 2) $$;
COMMENT ON FUNCTION change_percentage(numeric,numeric) IS 'Percentage by which a figure changed; unknown when it was zero or unknown before';

-- The period that is compared with the one that a day lies in, by its first day: the same weekday of the week after, or the period after.
CREATE OR REPLACE FUNCTION following_period(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE period_type WHEN 'daily' THEN day + 7 ELSE period_last_day(period_type, day) + 1 END $$;
COMMENT ON FUNCTION following_period(text,date) IS 'First day of the period that is compared with the one a date lies in: of a day the same weekday of the week after, else the period after';

-- Whether a day counts where the period after its own is compared with it, as far as that one was over at the end of a day: of a period
-- that is over everything counts, of one that still runs as many days as are over.
CREATE OR REPLACE FUNCTION is_compared(period_type text, day date, over_until date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT over_until >= period_last_day(period_type, following_period(period_type, day))
    OR day - period_first_day(period_type, day) <= over_until - following_period(period_type, day)
$$;
COMMENT ON FUNCTION is_compared(text,date,date) IS 'Whether a date counts in the comparison of the period after its own, of which the days up to another date are over';

-- Compares each period that a range of days touches with the one before it, a day with the same weekday a week before, and those that are
-- compared with it, for every agent with a call or a lead in the period, from agents' days as they are. Of a period that still runs, the
-- days that are over are compared with as many days; its totals have all. Agents rank by qualified leads, then leads, then successful
-- calls; ties share a rank. The days wait for this no longer.
-- The planner takes the sums of a period for few rows and would look through all of them for each; there are thousands.
CREATE OR REPLACE FUNCTION refresh_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_nestloop = off
AS $$
DECLARE
  changed integer;
  over_until date := (SELECT (now() AT TIME ZONE timezone)::date - 1 FROM users WHERE id = tenant);
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  DELETE FROM stale_trends WHERE tenant_id = tenant AND day BETWEEN first_day AND last_day;
  DELETE FROM agent_performance_trends
  WHERE user_id = tenant AND period_start BETWEEN period_first_day(period_type, first_day) AND following_period(period_type, last_day);

  WITH days AS (
    SELECT a.*, p.type, period_first_day(p.type, a.date) AS period FROM agent_analytics a
    CROSS JOIN (VALUES ('daily'), ('weekly'), ('monthly'), ('quarterly')) p (type)
    WHERE a.user_id = tenant AND a.hour IS NULL
      AND a.date BETWEEN period_first_day(p.type, period_first_day(p.type, first_day) - 7) AND period_last_day(p.type, following_period(p.type, last_day))
  ), sides AS (
    -- A day belongs to its own period, to the part of it that is compared, and to what the period after is compared with.
    SELECT 'all' AS side, period AS starts_on, days.* FROM days
    UNION ALL
    SELECT 'now', period, days.* FROM days WHERE date <= over_until
    UNION ALL
    SELECT 'before', following_period(type, date), days.* FROM days WHERE is_compared(type, date, over_until)
  ), figures AS (
    SELECT agent_id, type, side, starts_on,
      sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(total_duration_seconds) AS seconds,
      sum(leads_generated) AS leads, sum(qualified_leads) AS qualified_leads, sum(total_cta_interactions) AS cta,
      sum(credits_used) AS credits,
      sum(successful_calls)::numeric / nullif(sum(total_calls), 0) AS success_rate,
      sum(answered_calls)::numeric / nullif(sum(total_calls), 0) AS answer_rate,
      sum(leads_generated)::numeric / nullif(sum(total_calls), 0) AS conversion_rate,
      sum(total_score_sum) / nullif(sum(total_score_count), 0) AS score
    FROM sides GROUP BY agent_id, type, side, starts_on
  ), active AS (
    SELECT * FROM figures
    WHERE side = 'all' AND (calls > 0 OR leads > 0)
      AND starts_on BETWEEN period_first_day(type, refresh_agent_performance_trends.first_day) AND following_period(type, last_day)
  ), compared AS (
    -- What a part that is over does not have is zero, as long as there is a day of it.
    SELECT b.agent_id, b.type, b.starts_on, coalesce(n.calls, 0) AS calls, n.success_rate, n.answer_rate,
      coalesce(n.seconds, 0) AS seconds, coalesce(n.leads, 0) AS leads, coalesce(n.qualified_leads, 0) AS qualified_leads,
      n.conversion_rate, coalesce(n.cta, 0) AS cta, n.score, coalesce(n.credits, 0) AS credits
    FROM figures b LEFT JOIN figures n ON n.side = 'now' AND (n.agent_id, n.type, n.starts_on) = (b.agent_id, b.type, b.starts_on)
    WHERE b.side = 'before'
  )
  INSERT INTO agent_performance_trends (
    agent_id, user_id, period_start, period_end, period_type, total_calls, leads_generated, qualified_leads, success_rate,
    conversion_rate, calls_change_percentage, success_rate_change_percentage, answer_rate_change_percentage,
    duration_change_percentage, leads_change_percentage, qualified_leads_change_percentage, conversion_rate_change_percentage,
    cta_change_percentage, score_change_percentage, credits_change_percentage, performance_rank
  )
  SELECT now.agent_id, tenant, now.starts_on, period_last_day(now.type, now.starts_on), now.type,
    now.calls, now.leads, now.qualified_leads, round(100 * now.success_rate, 2), round(100 * now.conversion_rate, 2),
    change_percentage(before.calls, part.calls), change_percentage(before.success_rate, part.success_rate),
    change_percentage(before.answer_rate, part.answer_rate), change_percentage(before.seconds, part.seconds),
    change_percentage(before.leads, part.leads), change_percentage(before.qualified_leads, part.qualified_leads),
    change_percentage(before.conversion_rate, part.conversion_rate), change_percentage(before.cta, part.cta),
    change_percentage(before.score, part.score), change_percentage(before.credits, part.credits),
    rank() OVER (
      PARTITION BY now.type, now.starts_on ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)
  FROM active now
  LEFT JOIN figures before ON before.side = 'before' AND (before.agent_id, before.type, before.starts_on) = (now.agent_id, now.type, now.starts_on)
  LEFT JOIN compared part ON (part.agent_id, part.type, part.starts_on) = (now.agent_id, now.type, now.starts_on);
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM announce_rebuilt(tenant, 'agent_performance_trends');
  RETURN changed;
END $$;
COMMENT ON FUNCTION refresh_agent_performance_trends(uuid,date,date) IS 'Makes the trends of the periods that these days touch, and of those that follow, anew from agents'' days; returns how many there are';

-- The same from agents' days that are counted anew first.
CREATE OR REPLACE FUNCTION rebuild_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(
    tenant, period_first_day('quarterly', period_first_day('quarterly', first_day) - 7),
    period_last_day('quarterly', period_last_day('quarterly', last_day) + 1));
  RETURN refresh_agent_performance_trends(tenant, first_day, last_day);
END $$;
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Counts agents'' days anew and makes the trends of the periods that these days touch, and of those that follow; returns how many there are';

-- object: core/move_days_with_zone.sql sha256:5e095547b032a628a26f1f1e76c9a6fef473f295cdbf68cb192a5538ca2c6f91
-- A tenant's days follow its zone: calls that began on another day in the new one move there, and with them, by foreign key
-- and trigger, their leads, outcomes and rollups. All hours are counted and all trends made anew.
-- The zone changes after every call that is being written with the old one.
-- depends on: rollups/rebuild_user_analytics.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
CREATE OR REPLACE FUNCTION trg_users_move_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- Rows before rollups, as every other writer takes them.
  PERFORM FROM calls WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM FROM lead_analytics WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM FROM agent_call_outcomes WHERE user_id = NEW.id ORDER BY id FOR UPDATE;
  PERFORM hold_rollups_to_rebuild(NEW.id);
  UPDATE calls SET call_date = (started_at AT TIME ZONE NEW.timezone)::date
  WHERE user_id = NEW.id AND call_date <> (started_at AT TIME ZONE NEW.timezone)::date;
  PERFORM rebuild_user_analytics(NEW.id, '-infinity', 'infinity');
  PERFORM refresh_agent_performance_trends(NEW.id, '-infinity', 'infinity');
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';

CREATE OR REPLACE TRIGGER trigger_users_move_days
  AFTER UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_move_days();

CREATE OR REPLACE FUNCTION trg_users_hold_zone() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('time zone'), hashtext(NEW.id::text));
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';

CREATE OR REPLACE TRIGGER trigger_users_hold_zone
  BEFORE UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_hold_zone();

-- object: core/setting_integer.sql sha256:f627bce541de1de5e01daeaf4be8bec5ca052cf0e356c31f46e19b58f5da9f5c
-- A whole-number setting; a missing one is an error, never a silent zero.
CREATE OR REPLACE FUNCTION setting_integer(key text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  value integer;
BEGIN
  SELECT config_value::integer INTO STRICT value FROM system_config WHERE config_key = key AND value_type = 'integer';
  RETURN value;
EXCEPTION WHEN no_data_found THEN
  RAISE EXCEPTION 'There is no whole-number setting %.', key USING ERRCODE = 'undefined_object';
END $$;
COMMENT ON FUNCTION setting_integer(text) IS 'A whole-number setting; a missing one is an error, never a silent zero';

-- object: core/update_updated_at_column.sql sha256:8f130d0e681dc2bcd614d950a00515bfa2813199f5f4e9c66869801415ac6990
-- A changed row says when it was changed.
CREATE OR REPLACE FUNCTION update_updated_at_column() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
COMMENT ON FUNCTION update_updated_at_column() IS 'A changed row says when it was changed';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'calls', 'contacts', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'system_config',
    'agent_analytics', 'user_analytics', 'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_targets',
    'customers', 'follow_ups', 'phone_numbers', 'contact_imports', 'leads', 'saved_views'
  ] LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER %I BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column()',
      'update_' || name || '_updated_at', name);
  END LOOP;
END $$;

-- Of a session it says when it was last used, as well.
CREATE OR REPLACE FUNCTION trg_user_sessions_last_used() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  NEW.last_used_at := greatest(NEW.last_used_at, NEW.updated_at);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_user_sessions_last_used() IS 'A changed session says when it was changed and last used';

CREATE OR REPLACE TRIGGER update_user_sessions_updated_at
  BEFORE UPDATE ON user_sessions
  FOR EACH ROW EXECUTE FUNCTION trg_user_sessions_last_used();

-- object: customers/customer_reference.sql sha256:940ea2f103d5e7855d3a4171c2327f1fe190c6de1f54c27f8cd41d93d3767e28
-- A customer's reference is CUST-YYYY-NNNN: the year of conversion in the tenant's zone, and the next number of that year, with
-- five digits after 9999. The counter's row makes conversions of one year wait for each other, so that no number is given
-- twice or, after a rollback, left out.
CREATE OR REPLACE FUNCTION trg_generate_customer_reference() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  converted_year integer;
  number integer;
BEGIN
  SELECT extract(year FROM NEW.conversion_date AT TIME ZONE u.timezone) INTO converted_year FROM users u WHERE u.id = NEW.user_id;
  IF converted_year IS NULL THEN
    RAISE EXCEPTION 'A customer belongs to a user.'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'customers_user_id_fkey', TABLE = 'customers';
  END IF;
  -- Several years in one transaction could otherwise be counted in two orders.
  PERFORM pg_advisory_xact_lock(hashtext('customer reference'));
  INSERT INTO customer_reference_counters AS t (year, last_number) VALUES (converted_year, 1)
  ON CONFLICT (year) DO UPDATE SET last_number = t.last_number + 1
  RETURNING last_number INTO number;
  NEW.customer_reference_number := format('CUST-%s-%s', converted_year, CASE WHEN number < 10000 THEN to_char(number, 'FM0000') ELSE number::text END);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_generate_customer_reference() IS 'Gives a customer the next reference CUST-YYYY-NNNN of the year of conversion';

CREATE OR REPLACE TRIGGER trigger_generate_customer_reference
  BEFORE INSERT ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_generate_customer_reference();

-- object: customers/customer_trail.sql sha256:557f560d43421ca1389269d6f1b084a5ab12546bb06fec8e87713b2cf63c04e8
-- What becomes of a customer is written down and stays: conversion, status, sales rep, notes and details, with who changed them.
CREATE OR REPLACE FUNCTION trg_customers_write_trail() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO customer_events (user_id, customer_id, kind, to_value, created_by)
    VALUES (NEW.user_id, NEW.id, 'converted', NEW.status, app_user_id());
    RETURN NULL;
  END IF;
  INSERT INTO customer_events (user_id, customer_id, kind, from_value, to_value, created_by)
  SELECT NEW.user_id, NEW.id, kind, was, becomes, app_user_id() FROM (VALUES
    ('status_changed', OLD.status::text, NEW.status::text),
    ('sales_rep_changed', OLD.assigned_sales_rep::text, NEW.assigned_sales_rep::text),
    ('note_changed', OLD.notes, NEW.notes),
    ('details_changed', concat_ws(', ', OLD.name, OLD.email, OLD.phone, OLD.company),
      concat_ws(', ', NEW.name, NEW.email, NEW.phone, NEW.company))
  ) changes (kind, was, becomes)
  WHERE was IS DISTINCT FROM becomes;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_write_trail() IS 'Every change of a customer that matters leaves an entry in its trail';

CREATE OR REPLACE TRIGGER trigger_customers_write_trail
  AFTER INSERT OR UPDATE OF status, assigned_sales_rep, notes, name, email, phone, company ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_customers_write_trail();

-- The trail is append-only: an entry goes with its customer and not before.
CREATE OR REPLACE FUNCTION trg_customer_events_refuse_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM customers WHERE id = OLD.customer_id) THEN
      RETURN OLD;
    END IF;
  -- Of a user who is deleted the name goes, and nothing else.
  ELSIF NEW.created_by IS NULL AND (to_jsonb(NEW) - 'created_by') = (to_jsonb(OLD) - 'created_by') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Entries of a customer''s trail are never changed, and go only with the customer.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'customer_events_are_append_only', TABLE = 'customer_events';
END $$;
COMMENT ON FUNCTION trg_customer_events_refuse_change() IS
  'An entry of a customer''s trail is never changed, and goes only with the customer';

CREATE OR REPLACE TRIGGER trigger_customer_events_refuse_change
  BEFORE UPDATE OR DELETE ON customer_events
  FOR EACH ROW EXECUTE FUNCTION trg_customer_events_refuse_change();

-- object: customers/follow_up_person.sql sha256:1711b21dc50675c7e2e0d13719feb970342675fa251675ec48dd035fe3c3e484
-- A follow-up whose person nobody names is about the person of its number, else of its address, else of its call.
CREATE OR REPLACE FUNCTION trg_follow_ups_name_person() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.person_key := coalesce(NEW.person_key, NEW.lead_phone, lower(NEW.lead_email), NEW.call_id::text);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_follow_ups_name_person() IS
  'A follow-up is about the person that it names, else about the one of its number, address or call';

CREATE OR REPLACE TRIGGER trigger_follow_ups_name_person
  BEFORE INSERT ON follow_ups
  FOR EACH ROW EXECUTE FUNCTION trg_follow_ups_name_person();

-- object: customers/last_interaction.sql sha256:770f8b2370d39f86dfca90c40b3292469e052f93e993db9e40583e4c22230f29
-- A customer was last in touch at the newest of its counted calls, its follow-ups that were done, and what was noted about it or its calls.
-- New ones move the moment on, also past one that somebody gave; only when the one that it rests on goes is it looked for again.
-- depends on: core/absent_transition_tables.sql
CREATE OR REPLACE FUNCTION find_last_interaction(customer uuid, tenant uuid, contact uuid, person text) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT greatest(
    (SELECT max(c.started_at) FROM calls c WHERE c.user_id = tenant AND c.contact_id = contact AND c.is_counted),
    (SELECT max(c.started_at) FROM calls c WHERE c.user_id = tenant AND c.person_key = person AND c.is_counted),
    (SELECT max(f.completed_at) FROM follow_ups f WHERE f.user_id = tenant AND f.person_key = person AND f.is_completed),
    (SELECT max(e.created_at) FROM customer_events e WHERE e.customer_id = customer AND e.kind = 'note_changed'))
$$;
COMMENT ON FUNCTION find_last_interaction(uuid, uuid, uuid, text) IS
  'The newest counted call, done follow-up or note of a customer, by its contact and its person';

CREATE OR REPLACE FUNCTION trg_customers_from_calls() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  WITH gained AS (
    SELECT n.user_id, n.contact_id, n.person_key,
      CASE WHEN n.notes IS DISTINCT FROM o.notes THEN now() ELSE n.started_at END AS moment
    FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
    WHERE n.is_counted AND (n.user_id, n.contact_id, n.person_key, n.started_at, n.is_counted, n.notes)
      IS DISTINCT FROM (o.user_id, o.contact_id, o.person_key, o.started_at, o.is_counted, o.notes)
  ), touched AS (
    SELECT id, max(moment) AS moment FROM (
      SELECT m.id, g.moment FROM gained g JOIN customers m ON m.contact_id = g.contact_id AND m.user_id = g.user_id
      UNION ALL
      SELECT m.id, g.moment FROM gained g JOIN customers m ON m.user_id = g.user_id AND m.person_key = g.person_key
    ) each GROUP BY id
  )
  UPDATE customers m SET last_interaction_date = t.moment
  FROM touched t WHERE m.id = t.id AND (m.last_interaction_date IS NULL OR m.last_interaction_date < t.moment);
  IF TG_OP = 'INSERT' THEN
    RETURN NULL;
  END IF;

  WITH lost AS (
    SELECT o.user_id, o.contact_id, o.person_key, o.started_at FROM calls_old o LEFT JOIN calls_new n ON n.id = o.id
    WHERE o.is_counted AND (n.user_id, n.contact_id, n.person_key, n.started_at, n.is_counted)
      IS DISTINCT FROM (o.user_id, o.contact_id, o.person_key, o.started_at, o.is_counted)
  ), resting AS (
    SELECT m.id FROM lost l JOIN customers m
      ON m.contact_id = l.contact_id AND m.user_id = l.user_id AND m.last_interaction_date = l.started_at
    UNION
    SELECT m.id FROM lost l JOIN customers m
      ON m.user_id = l.user_id AND m.person_key = l.person_key AND m.last_interaction_date = l.started_at
  )
  UPDATE customers m SET last_interaction_date = find_last_interaction(m.id, m.user_id, m.contact_id, m.person_key)
  FROM resting r WHERE m.id = r.id;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_from_calls() IS 'A customer was last in touch at its newest counted call, or later';

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE FUNCTION trg_customers_from_follow_ups() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NEW.is_completed THEN
    UPDATE customers SET last_interaction_date = NEW.completed_at
    WHERE user_id = NEW.user_id AND person_key = NEW.person_key
      AND (last_interaction_date IS NULL OR last_interaction_date < NEW.completed_at);
  ELSE
    UPDATE customers SET last_interaction_date = find_last_interaction(id, user_id, contact_id, person_key)
    WHERE user_id = OLD.user_id AND person_key = OLD.person_key AND last_interaction_date = OLD.completed_at;
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_from_follow_ups() IS 'A customer was last in touch when a follow-up was done, until that is taken back';

CREATE OR REPLACE TRIGGER trigger_customers_from_follow_up_insert
  AFTER INSERT ON follow_ups
  FOR EACH ROW WHEN (NEW.is_completed) EXECUTE FUNCTION trg_customers_from_follow_ups();

CREATE OR REPLACE TRIGGER trigger_customers_from_follow_up_update
  AFTER UPDATE OF is_completed ON follow_ups
  FOR EACH ROW WHEN (NEW.is_completed <> OLD.is_completed) EXECUTE FUNCTION trg_customers_from_follow_ups();

CREATE OR REPLACE FUNCTION trg_customers_last_interaction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.last_interaction_date := find_last_interaction(NEW.id, NEW.user_id, NEW.contact_id, NEW.person_key);
  ELSE
    NEW.last_interaction_date := greatest(NEW.last_interaction_date, clock_timestamp());
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_customers_last_interaction() IS 'A new customer was last in touch at its newest call; a note is an interaction';

CREATE OR REPLACE TRIGGER trigger_customers_last_interaction_insert
  BEFORE INSERT ON customers
  FOR EACH ROW WHEN (NEW.last_interaction_date IS NULL) EXECUTE FUNCTION trg_customers_last_interaction();

CREATE OR REPLACE TRIGGER trigger_customers_last_interaction_update
  BEFORE UPDATE OF notes ON customers
  FOR EACH ROW WHEN (NEW.notes IS DISTINCT FROM OLD.notes) EXECUTE FUNCTION trg_customers_last_interaction();

-- object: customers/mark_contacts.sql sha256:09f66cbfc529cfdafce4f8b72ddbb47b357ad3fb0a61fd5abc5007aae1191223
-- A contact is marked as a customer exactly while a customer points at it.
CREATE OR REPLACE FUNCTION trg_customers_mark_contacts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE contacts SET is_customer = false WHERE id = OLD.contact_id AND is_customer;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE contacts SET is_customer = true WHERE id = NEW.contact_id AND NOT is_customer;
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_mark_contacts() IS 'A contact is marked as a customer exactly while a customer points at it';

CREATE OR REPLACE TRIGGER trigger_customers_mark_contacts
  AFTER INSERT OR DELETE OR UPDATE OF contact_id ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_customers_mark_contacts();

-- object: kpi/scheduled_refresh_user_kpi_summary.sql sha256:b5792fb741218fc473b2365e6cabda7d8d8a50fb6c4d39f4268eb5f5f9364924
-- The KPI summary is refreshed when it is stale and not more often than the setting allows; of two at once, one works. When that was and
-- how long it took is logged to system_config.
-- depends on: kpi/user_kpi_summary.sql
-- depends on: kpi/is_kpi_summary_stale.sql
CREATE OR REPLACE FUNCTION scheduled_refresh_user_kpi_summary(force boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  state kpi_refresh_state;
  started timestamptz := clock_timestamp();
  marker bigint;
  snapshot pg_snapshot;
  own bigint;
  open bigint[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('user_kpi_summary')) THEN
    RETURN 'busy';
  END IF;
  -- In this order: whoever moves the sequence later is seen by the next run, whoever moved it before and has not ended is
  -- among the transactions that are open in the snapshot or began before this one.
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO marker FROM kpi_staleness_seq;
  snapshot := pg_current_snapshot();
  SELECT * INTO STRICT state FROM kpi_refresh_state;

  IF NOT force THEN
    IF state.refreshed_at > started - make_interval(mins => setting_integer('kpi_refresh_interval_minutes')) THEN
      RETURN 'too soon';
    END IF;
    IF NOT is_kpi_summary_stale() THEN
      RETURN 'fresh';
    END IF;
  END IF;

  own := pg_current_xact_id()::text::bigint;
  -- Whoever moved the sequence holds its lock until the end of the transaction.
  WITH locks AS MATERIALIZED (
    SELECT * FROM pg_locks WHERE granted AND pid <> pg_backend_pid()
  ), movers AS (
    SELECT held.transactionid AS xid FROM locks moved JOIN locks held ON held.pid = moved.pid AND held.locktype = 'transactionid'
    WHERE moved.locktype = 'relation' AND moved.relation = 'kpi_staleness_seq'::regclass AND moved.mode = 'RowExclusiveLock'
      AND moved.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
  )
  SELECT coalesce(array_agg(xids.xid ORDER BY xids.xid), '{}') INTO open FROM (
    SELECT xip::text::bigint AS xid FROM pg_snapshot_xip(snapshot) xip
    UNION
    SELECT generate_series(pg_snapshot_xmax(snapshot)::text::bigint, own - 1)
  ) xids
  WHERE (xids.xid & 4294967295)::text::xid IN (SELECT m.xid FROM movers m);
  REFRESH MATERIALIZED VIEW CONCURRENTLY user_kpi_summary;
  UPDATE kpi_refresh_state SET refreshed_at = started, seen_marker = marker,
    seen_snapshot = format('%s:%s:%s', coalesce(open[1], own), own, array_to_string(open, ',')),
    duration_ms = extract(epoch FROM clock_timestamp() - started) * 1000
  RETURNING * INTO state;
  INSERT INTO system_config AS t (config_key, config_value, value_type, default_value, description) VALUES
    ('kpi_refresh_last_run_at', to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'string', '',
      'When user_kpi_summary was last refreshed; written by the refresh'),
    ('kpi_refresh_last_duration_ms', state.duration_ms::text, 'integer', '0',
      'Milliseconds that the last refresh of user_kpi_summary took; written by the refresh')
  ON CONFLICT (config_key) DO UPDATE SET config_value = excluded.config_value, updated_by = NULL;
  RETURN 'refreshed';
END $$;
COMMENT ON FUNCTION scheduled_refresh_user_kpi_summary(boolean) IS
  'Refreshes user_kpi_summary concurrently when it is stale and kpi_refresh_interval_minutes have passed, or when forced; returns refreshed, fresh, too soon or busy';

-- object: leads/judge_leads.sql sha256:a78969665dcf1b91c1eff5072b7ef68e25f371fd267862709a9e44a7ae1097d4
-- What a score means by the settings of the day, wherever somebody does not say it himself.
CREATE OR REPLACE FUNCTION lead_tag_of(score integer) RETURNS text
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT CASE WHEN score >= setting_integer('hot_lead_score') THEN 'hot' WHEN score >= setting_integer('warm_lead_score') THEN 'warm' ELSE 'cold' END
$$;
COMMENT ON FUNCTION lead_tag_of(integer) IS 'hot, warm or cold by the settings; cold without a score';

CREATE OR REPLACE FUNCTION is_qualified_score(score integer) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT coalesce(score >= setting_integer('qualified_lead_score'), false)
$$;
COMMENT ON FUNCTION is_qualified_score(integer) IS 'Whether a score qualifies a lead by the settings';

-- The score that counts is the person's where there is one, else the AI's: total_score, lead_status_tag and is_qualified are always
-- derived. What is written to them counts as the AI's judgement, except where a person has overruled it; a correction by the AI never
-- touches the person's, and without it the AI's newest is back. Tag and qualification that a writer does not give, or leaves as they
-- were while the score changes, follow from the score by the settings.
CREATE OR REPLACE FUNCTION trg_lead_analytics_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ai_lead_status_tag IS NULL THEN
      NEW.ai_total_score := coalesce(NEW.ai_total_score, NEW.total_score);
      NEW.ai_lead_status_tag := coalesce(NEW.lead_status_tag, lead_tag_of(NEW.ai_total_score));
      NEW.ai_is_qualified := coalesce(NEW.is_qualified, is_qualified_score(NEW.ai_total_score));
    END IF;
    NEW.ai_is_qualified := coalesce(NEW.ai_is_qualified, is_qualified_score(NEW.ai_total_score));
  ELSE
    IF OLD.override_score IS NULL
      AND (NEW.total_score, NEW.lead_status_tag, NEW.is_qualified) IS DISTINCT FROM (OLD.total_score, OLD.lead_status_tag, OLD.is_qualified)
      AND (NEW.ai_total_score, NEW.ai_lead_status_tag, NEW.ai_is_qualified)
        IS NOT DISTINCT FROM (OLD.ai_total_score, OLD.ai_lead_status_tag, OLD.ai_is_qualified) THEN
      NEW.ai_total_score := NEW.total_score;
      NEW.ai_lead_status_tag := NEW.lead_status_tag;
      NEW.ai_is_qualified := NEW.is_qualified;
    END IF;
    IF NEW.ai_total_score IS DISTINCT FROM OLD.ai_total_score THEN
      IF NEW.ai_lead_status_tag = OLD.ai_lead_status_tag THEN
        NEW.ai_lead_status_tag := lead_tag_of(NEW.ai_total_score);
      END IF;
      IF NEW.ai_is_qualified = OLD.ai_is_qualified THEN
        NEW.ai_is_qualified := is_qualified_score(NEW.ai_total_score);
      END IF;
    END IF;
  END IF;

  IF NEW.override_score IS NULL THEN
    NEW.total_score := NEW.ai_total_score;
    NEW.lead_status_tag := NEW.ai_lead_status_tag;
    NEW.is_qualified := NEW.ai_is_qualified;
  ELSE
    NEW.total_score := NEW.override_score;
    -- Half an override is a constraint's to refuse.
    NEW.lead_status_tag := coalesce(NEW.override_tag, NEW.ai_lead_status_tag);
    NEW.is_qualified := coalesce(NEW.override_is_qualified, NEW.ai_is_qualified);
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_judge() IS
  'A lead''s score, tag and qualification are the person''s where one has overruled the AI, else the AI''s';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_judge
  BEFORE INSERT OR UPDATE ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_lead_analytics_judge();

-- A person says a score and why; what follows from the score by the settings of the day, and who it was and when, nobody says. By its
-- name this trigger comes before the one that derives what counts.
-- depends on: core/setting_integer.sql
CREATE OR REPLACE FUNCTION trg_lead_analytics_appoint_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.override_tag := CASE WHEN NEW.override_score IS NOT NULL THEN lead_tag_of(NEW.override_score) END;
  NEW.override_is_qualified := CASE WHEN NEW.override_score IS NOT NULL THEN is_qualified_score(NEW.override_score) END;
  NEW.overridden_at := CASE WHEN NEW.override_score IS NOT NULL THEN clock_timestamp() END;
  NEW.overridden_by := CASE WHEN NEW.override_score IS NOT NULL THEN app_user_id() END;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_appoint_judge() IS
  'What follows from a person''s score, and who gave it when, are the database''s to say; an override that is taken away leaves nothing';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_appoint_judge
  BEFORE UPDATE OF override_score, override_reason ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_lead_analytics_appoint_judge();

-- A call's outcome agrees with its lead about whether it is qualified and how warm it is; that the caller was not interested is
-- the outcome's own finding and stays. By its name this is the first of the statement's triggers, so that all rows are locked before the
-- rollups are held: leads, outcomes, rollups.
CREATE OR REPLACE FUNCTION trg_lead_analytics_tell_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
BEGIN
  UPDATE agent_call_outcomes o
  SET is_qualified_lead = n.is_qualified,
    lead_temperature = CASE WHEN o.lead_temperature = 'not_interested' THEN o.lead_temperature ELSE n.lead_status_tag END
  FROM leads_new n LEFT JOIN leads_old p ON p.id = n.id
  WHERE o.call_id = n.call_id AND (n.is_qualified, n.lead_status_tag) IS DISTINCT FROM (p.is_qualified, p.lead_status_tag)
    AND (o.is_qualified_lead <> n.is_qualified OR o.lead_temperature IS DISTINCT FROM n.lead_status_tag);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_tell_outcome() IS 'A call''s outcome follows what its lead is judged to be';

DROP TRIGGER IF EXISTS trigger_lead_analytics_tell_outcome ON lead_analytics;

CREATE OR REPLACE TRIGGER trigger_0_lead_tells_outcome_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_lead_analytics_tell_outcome();

CREATE OR REPLACE TRIGGER trigger_0_lead_tells_outcome_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_lead_analytics_tell_outcome();

-- object: ledger/enter_credit_transaction.sql sha256:d6aceaf5ea190a07e11474fb1f8cb6d7d29b8ca6d2057f745257d0e884c7874e
-- The database orders a user's ledger entries and fills each running balance: balance_after = previous + amount.
-- The lock on the user's row makes the next entry wait for this one; each query below sees what was committed, and what
-- this statement entered, before it.
CREATE OR REPLACE FUNCTION trg_credit_transactions_enter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  last record;
BEGIN
  PERFORM FROM users WHERE id = NEW.user_id FOR NO KEY UPDATE;
  SELECT entry_number, balance_after INTO last
  FROM credit_transactions WHERE user_id = NEW.user_id ORDER BY entry_number DESC LIMIT 1;
  NEW.entry_number := coalesce(last.entry_number, 0) + 1;
  NEW.balance_after := coalesce(last.balance_after, 0) + NEW.amount;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_credit_transactions_enter() IS 'Numbers a tenant''s ledger entries and fills each running balance';

CREATE OR REPLACE TRIGGER trigger_credit_transactions_enter
  BEFORE INSERT ON credit_transactions
  FOR EACH ROW EXECUTE FUNCTION trg_credit_transactions_enter();

-- object: ledger/grant_new_user_bonus.sql sha256:b6e24309735afe28793e1963d7c479f38a6ae59b3b8180b508800d1559636072
-- A new user's free credits are a ledger entry.
CREATE OR REPLACE FUNCTION trg_users_grant_bonus() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  bonus integer := setting_integer('new_user_bonus_credits');
BEGIN
  IF bonus > 0 THEN
    INSERT INTO credit_transactions (user_id, type, amount, description, occurred_at)
    VALUES (NEW.id, 'bonus', bonus, 'Welcome credits', NEW.created_at);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_grant_bonus() IS 'A new user''s free credits are a ledger entry';

CREATE OR REPLACE TRIGGER trigger_users_grant_bonus
  AFTER INSERT ON users
  FOR EACH ROW EXECUTE FUNCTION trg_users_grant_bonus();

-- object: ledger/guard_user_credits.sql sha256:a4e1bc493a288d3207ccd7b8f6b551b13111d0d2cfec9548737b04fd263cb9b0
-- users.credits only ever equals the ledger's newest balance; a new user starts at zero and gets the bonus as an entry.
CREATE OR REPLACE FUNCTION trg_users_guard_credits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  balance integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.credits := 0;
    RETURN NEW;
  END IF;
  SELECT balance_after INTO balance FROM credit_transactions WHERE user_id = NEW.id ORDER BY entry_number DESC LIMIT 1;
  IF NEW.credits <> coalesce(balance, 0) THEN
    RAISE EXCEPTION 'Credits change only by a ledger entry.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_credits_equal_ledger', TABLE = 'users';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_users_guard_credits() IS 'users.credits only ever equals the ledger''s newest balance; a new user starts at zero';

CREATE OR REPLACE TRIGGER trigger_users_start_without_credits
  BEFORE INSERT ON users
  FOR EACH ROW EXECUTE FUNCTION trg_users_guard_credits();

CREATE OR REPLACE TRIGGER trigger_users_guard_credits
  BEFORE UPDATE OF credits ON users
  FOR EACH ROW WHEN (NEW.credits IS DISTINCT FROM OLD.credits)
  EXECUTE FUNCTION trg_users_guard_credits();

-- object: ledger/link_ledger_to_calls.sql sha256:274ec71b817b930fd22740cbb8a7490c3f7b0ef684259d166f1bfbd1bf8b271e
-- Ingestion may not write to an entry; it may ask for the one change that there is.
CREATE OR REPLACE FUNCTION link_ledger_to_calls(conversations text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  UPDATE credit_transactions t SET call_id = c.id
  FROM calls c
  WHERE t.conversation_id = ANY (conversations) AND t.call_id IS NULL
    AND c.elevenlabs_conversation_id = t.conversation_id AND c.user_id = t.user_id;
$$;
COMMENT ON FUNCTION link_ledger_to_calls(text[]) IS
  'Gives the entries of these conversations the call again that they lost when it was deleted';

-- object: ledger/move_user_credits.sql sha256:b5bbc64ab10811999892fafebeff770ff70639798b308f1d5b770f2b39593e5f
-- users.credits is the newest balance of the ledger, moved once a statement.
CREATE OR REPLACE FUNCTION trg_credit_transactions_move_credits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE users u SET credits = newest.balance_after
  FROM (SELECT DISTINCT ON (user_id) user_id, balance_after FROM entries ORDER BY user_id, entry_number DESC) newest
  WHERE u.id = newest.user_id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_credit_transactions_move_credits() IS 'users.credits is the newest balance of the ledger, moved once a statement';

CREATE OR REPLACE TRIGGER trigger_credit_transactions_move_credits
  AFTER INSERT ON credit_transactions
  REFERENCING NEW TABLE AS entries
  FOR EACH STATEMENT EXECUTE FUNCTION trg_credit_transactions_move_credits();

-- object: ledger/refuse_ledger_change.sql sha256:48f327a245d9601264d57cedf2470c9d62d716e33ea25fb0c472c0642cff61eb
-- The ledger is append-only, but for the link to the call: an entry outlives a deleted call without it, by the foreign key, and has it
-- again when the call of its conversation is restored.
CREATE OR REPLACE FUNCTION trg_credit_transactions_refuse_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'call_id' = to_jsonb(OLD) - 'call_id' THEN
    IF OLD.call_id IS NOT NULL AND NEW.call_id IS NULL AND NOT EXISTS (SELECT FROM calls WHERE id = OLD.call_id)
      OR OLD.call_id IS NULL AND EXISTS (
        SELECT FROM calls
        WHERE id = NEW.call_id AND user_id = NEW.user_id AND elevenlabs_conversation_id = NEW.conversation_id) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'Ledger entries are never changed or deleted; write a correcting entry.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'credit_transactions_are_append_only', TABLE = 'credit_transactions';
END $$;
COMMENT ON FUNCTION trg_credit_transactions_refuse_change() IS 'The ledger is append-only; an entry only loses the link to a deleted call';

CREATE OR REPLACE TRIGGER trigger_credit_transactions_refuse_change
  BEFORE UPDATE OR DELETE ON credit_transactions
  FOR EACH ROW EXECUTE FUNCTION trg_credit_transactions_refuse_change();

CREATE OR REPLACE TRIGGER trigger_credit_transactions_refuse_truncate
  BEFORE TRUNCATE ON credit_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION trg_credit_transactions_refuse_change();

-- object: live/announce_change.sql sha256:9f5453558048f12a9ae700a634a283f086a9b9d9cd4299d883c7cdbe71bd9d21
-- Whoever is connected can LISTEN on a channel and send to it. So an announcement names its tenant by a name that only the key of this
-- database leads to, and bears a proof that it was made here, in this transaction: what is sent besides counts for nothing.
CREATE OR REPLACE FUNCTION announce_change(table_name text, tenant uuid DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  key bytea := (SELECT secret FROM announcement_key);
  name text := left(encode(sha256(key || uuid_send(tenant)), 'hex'), 32);
  said text := concat_ws(' ', table_name, pg_current_xact_id()::text, name);
  payload text := said || ' ' || left(encode(sha256(key || convert_to(said, 'UTF8')), 'hex'), 32);
BEGIN
  PERFORM pg_notify('cache_invalidation', payload);
  RETURN payload;
END $$;
COMMENT ON FUNCTION announce_change(text, uuid) IS
  'Announces on cache_invalidation that a table changed, of a tenant or of everybody, and returns what was announced: the table, the transaction, the tenant''s secret name and the proof';

CREATE OR REPLACE FUNCTION announcement_secret() RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT secret FROM announcement_key $$;
COMMENT ON FUNCTION announcement_secret() IS 'What announcements are proved and their tenants named with, for the processes that listen';

-- object: live/announce_rebuilt.sql sha256:d9a42c0807bbd9c0325be9483258955e70609a3d32aa951223b85205175c2dab
-- What was shared in dashboard_cache is dropped, and every instance and open dashboard hears of it, when rebuilding changed a table
-- whose own writers tell nobody.
CREATE OR REPLACE FUNCTION announce_rebuilt(tenant uuid, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM dashboard_cache WHERE user_id = tenant;
  PERFORM announce_change(table_name, tenant);
END $$;
COMMENT ON FUNCTION announce_rebuilt(uuid, text) IS
  'Drops what was cached of a tenant''s figures, and announces on cache_invalidation that rebuilding changed this table';

-- object: live/cache_invalidation.sql sha256:d2af88357d514201b3c56b11e521263c606e7841659c18e405e3fa6b602a199b
-- depends on: live/announce_change.sql
-- Every instance and open dashboard hears which tenant's data changed, once per table and transaction.
CREATE OR REPLACE FUNCTION trg_notify_cache_invalidation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM announce_change(TG_TABLE_NAME, changed.user_id)
  FROM (SELECT user_id FROM changed_new UNION SELECT user_id FROM changed_old) changed;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_notify_cache_invalidation() IS 'Every instance and open dashboard hears which tenant''s data changed';

-- The same for users, whose own id is the tenant; a sign-in or a name alone moves no figure.
CREATE OR REPLACE FUNCTION trg_notify_user_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM announce_change(TG_TABLE_NAME, NEW.id);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_notify_user_change() IS 'Every instance and open dashboard hears that what counts of a user changed';

CREATE OR REPLACE TRIGGER cache_invalidation_users
  AFTER UPDATE ON users
  FOR EACH ROW WHEN (
    (NEW.credits, NEW.timezone, NEW.role, NEW.is_active, NEW.name, NEW.notifications_read_until)
    IS DISTINCT FROM (OLD.credits, OLD.timezone, OLD.role, OLD.is_active, OLD.name, OLD.notifications_read_until))
  EXECUTE FUNCTION trg_notify_user_change();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

-- A corrected outcome moves a figure or none; the lists show it either way.
CREATE OR REPLACE TRIGGER cache_invalidation_agent_call_outcomes_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_insert
  AFTER INSERT ON agents REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_update
  AFTER UPDATE ON agents REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_delete
  AFTER DELETE ON agents REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_insert
  AFTER INSERT ON follow_ups REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_update
  AFTER UPDATE ON follow_ups REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_delete
  AFTER DELETE ON follow_ups REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_credit_transactions_insert
  AFTER INSERT ON credit_transactions REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_insert
  AFTER INSERT ON call_segment_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_update
  AFTER UPDATE ON call_segment_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_delete
  AFTER DELETE ON call_segment_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_insert
  AFTER INSERT ON contacts REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_update
  AFTER UPDATE ON contacts REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_delete
  AFTER DELETE ON contacts REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_insert
  AFTER INSERT ON contact_imports REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_update
  AFTER UPDATE ON contact_imports REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_delete
  AFTER DELETE ON contact_imports REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_insert
  AFTER INSERT ON customers REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_update
  AFTER UPDATE ON customers REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_delete
  AFTER DELETE ON customers REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

-- object: live/drop_dashboard_cache.sql sha256:a88d0180530fae87a6b2420a3451d1d9fe4837952c2275b1d7f3251ac3325260
-- What was computed from a tenant's figures and shared in dashboard_cache is dropped when they change.
CREATE OR REPLACE FUNCTION trg_drop_dashboard_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  DELETE FROM dashboard_cache WHERE user_id IN (SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_drop_dashboard_cache() IS 'What was shared in dashboard_cache is dropped when the tenant''s figures change';

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

-- object: live/job_health.sql sha256:64a8b123974cab46f5c1ea8b63386572100c32ff93260c48359972c9b987a8fa
-- How long ago the queue last answered a process that takes jobs and lives: NULL when none has ever been answered. A process that is
-- connected and dies again and again, or whose every question fails, has no answer.
CREATE OR REPLACE FUNCTION seconds_since_jobs_worked() RETURNS double precision
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT extract(epoch FROM clock_timestamp() - max(worked_at))::double precision FROM job_processes $$;
COMMENT ON FUNCTION seconds_since_jobs_worked() IS 'How long ago the queue last answered a process that takes jobs';

-- object: live/mark_kpi_stale.sql sha256:1865d2d00980f09be7371361627095a7b949881111284eff20c02e704fd7ca6b
-- A change of what the KPI view shows marks it stale. A sequence moves without a lock, so no writer waits for another; the view
-- itself is refreshed by a job, never in a writer's transaction.
CREATE OR REPLACE FUNCTION trg_mark_kpi_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM nextval('kpi_staleness_seq');
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_mark_kpi_stale() IS 'user_kpi_summary is stale once something it is made of changed';

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_calls_change_insert
  AFTER INSERT ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_calls_change_update
  AFTER UPDATE ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_lead_analytics_change_insert
  AFTER INSERT ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_lead_analytics_change_update
  AFTER UPDATE ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_insert
  AFTER INSERT ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_update
  AFTER UPDATE ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_insert
  AFTER INSERT ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_update
  AFTER UPDATE ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_delete
  AFTER DELETE ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_delete
  AFTER DELETE ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_insert
  AFTER INSERT ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_update
  AFTER UPDATE ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_user_daily_analytics_change_delete
  AFTER DELETE ON user_daily_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_insert
  AFTER INSERT ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_zone
  AFTER UPDATE OF timezone ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_users_change_delete
  AFTER DELETE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

-- object: live/operational_state.sql sha256:247ccc985088cb6674f2af10c930ac226ce4ad433e7640b00d986a9dd528f036
-- What the metrics say of the inbox and of the queue. Whoever serves them reads neither: events are read by ingestion alone.
CREATE OR REPLACE FUNCTION inbox_state(OUT pending bigint, OUT oldest_pending_seconds double precision, OUT waiting bigint, OUT quarantined bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT
    (SELECT count(*) FROM webhook_events WHERE status = 'pending'),
    (SELECT COALESCE(extract(epoch FROM clock_timestamp() - min(received_at)), 0)::double precision
     FROM webhook_events WHERE status = 'pending'),
    (SELECT count(*) FROM webhook_events WHERE status = 'waiting'),
    (SELECT count(*) FROM webhook_events WHERE status = 'quarantined')
$$;
COMMENT ON FUNCTION inbox_state() IS 'How many events are pending, waiting and quarantined, and the age of the oldest pending one';

-- A job is due, at work, planned for later or given up. Before the first worker there is no queue, and nothing in it.
CREATE OR REPLACE FUNCTION queue_state() RETURNS TABLE (task text, state text, jobs bigint, oldest_seconds double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
    SELECT j.task_identifier, k.state, count(*), max(extract(epoch FROM clock_timestamp() - j.run_at))::double precision
    FROM graphile_worker.jobs j, LATERAL (SELECT CASE
      WHEN j.locked_at IS NOT NULL THEN 'running'
      WHEN j.attempts >= j.max_attempts THEN 'failed'
      WHEN j.run_at > now() THEN 'scheduled'
      ELSE 'due' END) k (state)
    GROUP BY 1, 2;
EXCEPTION WHEN invalid_schema_name OR undefined_table THEN
  RETURN;
END $$;
COMMENT ON FUNCTION queue_state() IS 'How many jobs of each task are due, at work, planned or given up, and the age of the oldest';

-- object: live/readiness.sql sha256:ee791470ebdbb0c3ea20ced32614b0da0b07cfd9419655e3059747333e4c1073
-- What a probe asks: the newest migration that is in place, and how many job processes are connected.
CREATE OR REPLACE FUNCTION readiness(OUT migration text, OUT job_processes integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  SELECT max(migration_name) INTO migration FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL;
  SELECT count(*) INTO job_processes FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'callwright jobs';
END $$;
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';

-- object: live/request_mail.sql sha256:8f97249aae4d34f2f39b379927eb6a345fdfd0b9a4bf9de13592aa11081cdd38
-- A mail is asked for in the transaction that it tells of, and sent by a job: a request never waits for a mail server, and takes
-- the same time whether anybody owns the address. What is queued holds no token; the job makes it.
CREATE OR REPLACE FUNCTION request_mail(kind text, recipient text, account uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    'send-mail', json_build_object('kind', kind, 'email', recipient, 'userId', account), max_attempts => 10);
END $$;
COMMENT ON FUNCTION request_mail(text, text, uuid) IS
  'Asks the job processes to send a mail of this kind to an address, on behalf of an account where it names one';

-- object: live/request_replay.sql sha256:cf1eedd24a26c0e967aa91c0256dd12735e5858952b6ddddfcd5f800ff4bfc35
-- Events are read again by a job: many take long, and one process's end must not lose the rest. The same wish twice is one job.
CREATE OR REPLACE FUNCTION request_replay(tenant uuid, received_from timestamptz, received_before timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF received_from IS NULL OR received_before IS NULL OR NOT isfinite(received_from) OR NOT isfinite(received_before)
    OR received_from >= received_before THEN
    RAISE EXCEPTION 'Events are replayed from one moment to a later one.' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF tenant IS NOT NULL AND NOT EXISTS (SELECT FROM users WHERE id = tenant) THEN
    RETURN false;
  END IF;
  PERFORM graphile_worker.add_job(
    'replay-events',
    json_build_object('tenantId', tenant, 'receivedFrom', received_from, 'receivedBefore', received_before),
    queue_name => 'replay', job_key => concat_ws(' ', 'replay-events', coalesce(tenant::text, 'none'), received_from, received_before),
    max_attempts => 5);
  RETURN true;
END $$;
COMMENT ON FUNCTION request_replay(uuid, timestamptz, timestamptz) IS
  'Asks the job processes to read a tenant''s events of a time again (NULL: those that belong to no tenant); false when there is no such tenant';

-- object: live/settings_invalidation.sql sha256:188a7e8dfcaa6e6be662b20b6ca7edb4b1c043f49a1ce0d8e29358f603446e7c
-- Every instance hears of a changed setting; the announcement names no tenant, because settings are everybody's.
CREATE OR REPLACE FUNCTION trg_notify_settings_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM announce_change(TG_TABLE_NAME);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_notify_settings_change() IS 'Announces on cache_invalidation that settings changed';

CREATE OR REPLACE TRIGGER cache_invalidation_system_config
  AFTER INSERT OR UPDATE OR DELETE ON system_config
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_settings_change();
COMMENT ON TRIGGER cache_invalidation_system_config ON system_config IS 'Every instance forgets the settings it remembers';

-- object: live/wake_ingestion.sql sha256:70c08baff4adc1bfdcd7e62d02425460a1a34cef1a385c0fb813862ddb91ba81
-- Pending events are taken soon after one is stored: whoever listens is told. It is asked for outside of the transaction that stores, and
-- writes nothing: a notification holds a lock of the whole server until its commit is on disk, and everybody's commits would queue there.
CREATE OR REPLACE FUNCTION wake_ingestion() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_notify('webhook_events', '') $$;
COMMENT ON FUNCTION wake_ingestion() IS 'Tells the job processes that events wait in the inbox';

-- object: maintenance/cache_trigger_health.sql sha256:5e28dfd8c85dcbe2526b7666d33357d73c9a81a0f33cb0e039c92d1c30c06cd7
-- Whether each table's triggers are in force, as the catalogue has it, and what they failed at in the past 24 hours.
CREATE OR REPLACE FUNCTION get_cache_trigger_health() RETURNS TABLE (
  table_name text, active_triggers integer, active_cache_triggers integer, disabled_triggers text[],
  recent_errors integer, last_error_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH triggers AS (
    SELECT c.relname::text AS table_name, t.tgname::text AS name, t.tgenabled IN ('O', 'A') AS is_active
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
  ), health AS (
    SELECT t.table_name,
      count(*) FILTER (WHERE t.is_active) AS active,
      count(*) FILTER (WHERE t.is_active AND t.name LIKE 'cache\_invalidation\_%') AS active_cache,
      array_agg(t.name ORDER BY t.name) FILTER (WHERE NOT t.is_active) AS disabled
    FROM triggers t GROUP BY t.table_name
  ), errors AS (
    SELECT l.table_name::text, count(*) AS recent, max(l.occurred_at) AS last_at
    FROM trigger_error_log l WHERE l.occurred_at > now() - interval '24 hours' GROUP BY l.table_name
  )
  SELECT coalesce(h.table_name, e.table_name), coalesce(h.active, 0)::integer, coalesce(h.active_cache, 0)::integer,
    coalesce(h.disabled, '{}'), coalesce(e.recent, 0)::integer, e.last_at
  FROM health h FULL JOIN errors e ON e.table_name = h.table_name
  ORDER BY 1
$$;
COMMENT ON FUNCTION get_cache_trigger_health() IS
  'For each table: triggers in force, those of them that announce changes, disabled ones by name, and errors of the past 24 hours';

-- Announces what a change of the tenant's rows in this table would announce, so that every instance can be seen to evict.
CREATE OR REPLACE FUNCTION test_cache_invalidation(table_name text, user_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF user_id IS NULL OR NOT EXISTS (
    SELECT FROM pg_trigger t
    WHERE t.tgrelid = to_regclass(format('public.%I', test_cache_invalidation.table_name))
      AND t.tgname LIKE 'cache\_invalidation\_%' AND t.tgenabled IN ('O', 'A')
  ) THEN
    RAISE EXCEPTION 'No trigger announces changes of % for a tenant.', table_name USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN announce_change(table_name, user_id);
END $$;
COMMENT ON FUNCTION test_cache_invalidation(text, uuid) IS
  'Sends the announcement of a change of this table for this tenant, and returns it; an error when no trigger in force would';

-- object: maintenance/cleanup.sql sha256:e7d5e65e0d56ecd79c3939bfbad636329757d1a37fcbd77b1cf75231548bc43c
-- What has expired is removed a batch at a time: a call removes at most rows_max rows and says how many, and whoever wants all
-- calls again while it gets that many. So no statement holds many rows or runs for long.
CREATE OR REPLACE FUNCTION cleanup_trigger_error_log(days_to_keep integer DEFAULT 7, rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM trigger_error_log WHERE id IN (
    SELECT id FROM trigger_error_log WHERE occurred_at < now() - make_interval(days => days_to_keep)
    ORDER BY occurred_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_trigger_error_log(integer, integer) IS
  'Removes entries of trigger_error_log older than days_to_keep days, at most rows_max of them; returns how many';

-- A session that can still be refreshed has not expired.
CREATE OR REPLACE FUNCTION cleanup_expired_sessions(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM user_sessions WHERE id IN (
    SELECT id FROM user_sessions WHERE expires_at < now() AND coalesce(refresh_expires_at, expires_at) < now()
    LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_expired_sessions(integer) IS
  'Removes sessions that have expired and can no longer be refreshed, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_login_attempts(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM login_attempts WHERE id IN (
    SELECT id FROM login_attempts WHERE attempted_at < now() - interval '30 days'
    ORDER BY attempted_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_login_attempts(integer) IS
  'Removes sign-in attempts older than 30 days, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_password_reset_attempts(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM password_reset_attempts WHERE id IN (
    SELECT id FROM password_reset_attempts WHERE attempted_at < now() - interval '7 days'
    ORDER BY attempted_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_password_reset_attempts(integer) IS
  'Removes requests for a new password older than 7 days, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_expired_dashboard_cache(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM dashboard_cache WHERE id IN (
    SELECT id FROM dashboard_cache WHERE expires_at < now()
    ORDER BY expires_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_expired_dashboard_cache(integer) IS
  'Removes cached dashboard data that has expired, at most rows_max rows; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_job_runs(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM job_runs WHERE id IN (
    SELECT id FROM job_runs WHERE started_at < now() - interval '30 days' LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_job_runs(integer) IS
  'Removes runs of scheduled tasks older than 30 days, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_expired_rate_limits(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM rate_limits WHERE key IN (
    SELECT key FROM rate_limits WHERE expire < extract(epoch FROM now()) * 1000 LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_expired_rate_limits(integer) IS
  'Removes counts of tries whose window has ended, at most rows_max of them; returns how many';

-- object: maintenance/list_previous_days.sql sha256:42a3309353afc60de7ef1860e35e59450dc293aa4776a4497b9a2240ec11dd4c
-- A day can be counted once it is over where its tenant lives: by each active tenant's own zone, every day that had not ended yet at
-- a moment and has now, yesterday in any case. Without a moment they are the past 30 days.
DROP FUNCTION IF EXISTS list_previous_days();
CREATE OR REPLACE FUNCTION list_previous_days(since timestamptz DEFAULT NULL) RETURNS TABLE (
  tenant uuid, first_day date, last_day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT u.id, least((coalesce(since, now() - interval '30 days') AT TIME ZONE u.timezone)::date, here.today - 1), here.today - 1
  FROM users u CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE u.timezone)::date AS today) here
  WHERE u.is_active ORDER BY u.id
$$;
COMMENT ON FUNCTION list_previous_days(timestamptz) IS
  'Every active tenant with the days that have ended in its zone since a moment, and yesterday in any case';

-- object: maintenance/list_tenants.sql sha256:3e6612df4dfa2be33cc8eca4fbc9fb95f31386d9019e5f479ee1910bfe15b5e1
-- Scheduled work reads no table of a tenant: whom to work for, one after another, it is told here.
CREATE OR REPLACE FUNCTION list_tenants() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT id FROM users ORDER BY id $$;
COMMENT ON FUNCTION list_tenants() IS 'Every tenant, active or not';

-- object: notifications/time_notification.sql sha256:1f99d0756dd5941c8f5da4f23596ea4c10b07a37370a937c8405ab6eba525450
-- A lead becomes a notification at the moment it is first hot, has a demo or was handed to a human, and is none any more when it is
-- nothing of that. What becomes notable more than seven days after its call, because history was made, replayed or corrected, is
-- born read. The moment is the clock's, not the transaction's: one tenant's calls are booked one transaction after the other, so
-- nothing appears later with a moment that somebody has read up to.
-- Its name makes it run after the trigger that takes the call's beginning.
-- is_read is true exactly while nobody need be told: a writer's word about a new one stands, and what is read at once, up to
-- users.notifications_read_until, keeps its moment, by which that can be taken back.
CREATE OR REPLACE FUNCTION trg_leads_time_notification() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  is_history boolean;
  read_until timestamptz;
BEGIN
  IF NOT (NEW.lead_status_tag = 'hot' OR NEW.demo_scheduled_at IS NOT NULL OR NEW.cta_escalated_to_human) THEN
    NEW.notified_at := NULL;
    NEW.unread_at := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.notified_at IS NULL THEN
    NEW.notified_at := clock_timestamp();
    is_history := NEW.call_started_at < NEW.notified_at - interval '7 days';
    NEW.is_read := is_history OR NEW.is_read AND (TG_OP = 'INSERT' OR NOT OLD.is_read);
    IF is_history THEN
      NEW.notified_at := NEW.call_started_at;
    END IF;
    NEW.unread_at := CASE WHEN NOT NEW.is_read THEN NEW.notified_at END;
  ELSIF NEW.is_read = OLD.is_read THEN
    NEW.unread_at := OLD.unread_at;
  ELSE
    SELECT coalesce(u.notifications_read_until, '-infinity') INTO read_until FROM users u WHERE u.id = NEW.user_id;
    IF NEW.is_read THEN
      NEW.unread_at := CASE WHEN OLD.unread_at <= read_until THEN OLD.unread_at END;
    ELSE
      NEW.unread_at := CASE WHEN OLD.unread_at > read_until THEN OLD.unread_at ELSE clock_timestamp() END;
    END IF;
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_leads_time_notification() IS
  'A lead is a notification from the moment it is first notable, unread unless its call was more than seven days ago';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_time_notification
  BEFORE INSERT OR UPDATE OF total_score, lead_status_tag, ai_total_score, ai_lead_status_tag, demo_scheduled_at, cta_escalated_to_human, is_read, notified_at, unread_at ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_leads_time_notification();

-- object: reports/active_user_sessions.sql sha256:8cc80ff55c093c5edb1a3cec7eaade7201715856699fbb5a73e3e7d538235283
-- Sign-ins that work at this moment, without their secrets; for administrators, so no role of tenants may read it.
CREATE OR REPLACE VIEW active_user_sessions AS
SELECT s.id, s.user_id, u.email, u.name, u.role, s.ip_address, s.user_agent, s.created_at, s.last_used_at, s.expires_at
FROM user_sessions s JOIN users u ON u.id = s.user_id
WHERE s.is_active AND s.expires_at > now() AND u.is_active;
COMMENT ON VIEW active_user_sessions IS 'Sessions that work at this moment, with their users';
COMMENT ON COLUMN active_user_sessions.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN active_user_sessions.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN active_user_sessions.email IS 'Address of the user';
COMMENT ON COLUMN active_user_sessions.name IS 'Name shown';
COMMENT ON COLUMN active_user_sessions.role IS 'Role of the user';
COMMENT ON COLUMN active_user_sessions.ip_address IS 'Address that the request came from';
COMMENT ON COLUMN active_user_sessions.user_agent IS 'Browser that the request came from';
COMMENT ON COLUMN active_user_sessions.created_at IS 'When the row was made';
COMMENT ON COLUMN active_user_sessions.last_used_at IS 'When it was last used';
COMMENT ON COLUMN active_user_sessions.expires_at IS 'When it stops working';

-- object: reports/agent_performance_summary.sql sha256:bb7d528a207bcfbb13b9995de68cfe2c77a18e48a06ba2dbf2db39e283a3a662
-- Each agent's figures of today, this month and all time, where today is the day in its tenant's zone; a tenant sees its own.
CREATE OR REPLACE VIEW agent_performance_summary WITH (security_invoker = true) AS
SELECT g.id AS agent_id, g.user_id, g.name, g.agent_type, g.is_active,
  coalesce(a.today_calls, 0) AS today_calls,
  coalesce(a.today_successful_calls, 0) AS today_successful_calls,
  coalesce(a.today_leads, 0) AS today_leads,
  coalesce(a.today_credits_used, 0) AS today_credits_used,
  coalesce(a.month_calls, 0) AS month_calls,
  coalesce(a.month_successful_calls, 0) AS month_successful_calls,
  coalesce(a.month_leads, 0) AS month_leads,
  coalesce(a.month_credits_used, 0) AS month_credits_used,
  round(100.0 * a.month_successful_calls / nullif(a.month_calls, 0), 2) AS month_success_rate,
  round(100.0 * a.month_leads / nullif(a.month_calls, 0), 2) AS month_conversion_rate,
  coalesce(a.calls, 0) AS lifetime_calls,
  coalesce(a.successful_calls, 0) AS lifetime_successful_calls,
  coalesce(a.duration_minutes, 0) AS lifetime_duration_minutes,
  coalesce(a.leads, 0) AS lifetime_leads,
  coalesce(a.qualified_leads, 0) AS lifetime_qualified_leads,
  coalesce(a.credits_used, 0) AS lifetime_credits_used,
  round(100.0 * a.successful_calls / nullif(a.calls, 0), 2) AS lifetime_success_rate,
  round(100.0 * a.leads / nullif(a.calls, 0), 2) AS lifetime_conversion_rate,
  a.last_call_date
FROM agents g
JOIN LATERAL (
  SELECT (now() AT TIME ZONE u.timezone)::date AS today FROM users u WHERE u.id = g.user_id
) t ON true
LEFT JOIN LATERAL (
  SELECT sum(total_calls)::integer AS calls, sum(successful_calls)::integer AS successful_calls,
    sum(total_duration_minutes)::integer AS duration_minutes, sum(leads_generated)::integer AS leads,
    sum(qualified_leads)::integer AS qualified_leads, sum(credits_used)::integer AS credits_used,
    sum(total_calls) FILTER (WHERE date = t.today)::integer AS today_calls,
    sum(successful_calls) FILTER (WHERE date = t.today)::integer AS today_successful_calls,
    sum(leads_generated) FILTER (WHERE date = t.today)::integer AS today_leads,
    sum(credits_used) FILTER (WHERE date = t.today)::integer AS today_credits_used,
    sum(total_calls) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer AS month_calls,
    sum(successful_calls) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer
      AS month_successful_calls,
    sum(leads_generated) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer AS month_leads,
    sum(credits_used) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer
      AS month_credits_used,
    max(date) FILTER (WHERE total_calls > 0) AS last_call_date
  FROM agent_analytics d WHERE d.agent_id = g.id AND d.user_id = g.user_id AND d.hour IS NULL
) a ON true;
COMMENT ON VIEW agent_performance_summary IS
  'Calls, leads and credits of each agent today and this month in its tenant''s zone, and of all time';
COMMENT ON COLUMN agent_performance_summary.agent_id IS 'The agent it is about';
COMMENT ON COLUMN agent_performance_summary.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN agent_performance_summary.name IS 'Name shown';
COMMENT ON COLUMN agent_performance_summary.agent_type IS 'call or chat';
COMMENT ON COLUMN agent_performance_summary.is_active IS 'Whether it is in use';
COMMENT ON COLUMN agent_performance_summary.today_calls IS 'Completed and failed calls of today in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.today_successful_calls IS 'Completed calls of today in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.today_leads IS 'Leads of today in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.today_credits_used IS 'Credits that calls cost of today in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_calls IS 'Completed and failed calls of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_successful_calls IS 'Completed calls of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_leads IS 'Leads of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_credits_used IS 'Credits that calls cost of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_success_rate IS 'Completed calls of 100 of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_conversion_rate IS 'Leads of 100 calls of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.lifetime_calls IS 'Completed and failed calls of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_successful_calls IS 'Completed calls of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_duration_minutes IS 'Started minutes of calls of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_leads IS 'Leads of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_qualified_leads IS 'Qualified leads of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_credits_used IS 'Credits that calls cost of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_success_rate IS 'Completed calls of 100 of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_conversion_rate IS 'Leads of 100 calls of all time';
COMMENT ON COLUMN agent_performance_summary.last_call_date IS 'Day of the newest call in the tenant''s zone';

-- object: reports/call_source_analytics.sql sha256:b7efd398be7f0619ce6f5c20d2df155a824ab4d49743e5f6985d41952ad91f4b
-- Volume, success, duration and credits of the calls of each source; counted like every rollup: completed and failed ones.
CREATE OR REPLACE VIEW call_source_analytics WITH (security_invoker = true) AS
SELECT user_id, call_source,
  count(*)::integer AS total_calls,
  count(*) FILTER (WHERE status = 'completed')::integer AS successful_calls,
  count(*) FILTER (WHERE status = 'failed')::integer AS failed_calls,
  round(100.0 * count(*) FILTER (WHERE status = 'completed') / count(*), 2) AS success_rate,
  sum(duration_minutes)::integer AS total_duration_minutes,
  round(avg(duration_seconds), 2) AS avg_duration_seconds,
  sum(credits_used)::integer AS credits_used,
  max(started_at) AS last_call_at
FROM calls
WHERE status IN ('completed', 'failed')
GROUP BY user_id, call_source;
COMMENT ON VIEW call_source_analytics IS 'Completed and failed calls of each user by source: phone, internet, unknown';
COMMENT ON COLUMN call_source_analytics.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN call_source_analytics.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN call_source_analytics.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN call_source_analytics.successful_calls IS 'Completed calls';
COMMENT ON COLUMN call_source_analytics.failed_calls IS 'Failed calls';
COMMENT ON COLUMN call_source_analytics.success_rate IS 'Successes of 100';
COMMENT ON COLUMN call_source_analytics.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN call_source_analytics.avg_duration_seconds IS 'Seconds for each call';
COMMENT ON COLUMN call_source_analytics.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN call_source_analytics.last_call_at IS 'When the newest call began';

-- object: reports/recent_call_analytics.sql sha256:d6e6024f32b9813b2a7c899bcaae1584c4826e2aa08c8ad772a967c8de710b32
-- The cached days of the past 30 in their tenant's zone, with whose they are; a tenant sees its own.
CREATE OR REPLACE VIEW recent_call_analytics WITH (security_invoker = true) AS
SELECT c.user_id, u.email, u.name, c.date_period, c.total_calls, c.successful_calls, c.failed_calls, c.inbound_calls,
  c.outbound_calls, c.connection_rate, c.success_rate, c.total_call_duration, c.average_call_duration, c.leads_generated,
  c.hot_leads, c.warm_leads, c.cold_leads, c.conversion_rate, c.credits_used,
  c.qualified_leads, c.pricing_clicks, c.demo_requests, c.followup_requests, c.sample_requests, c.human_escalations
FROM call_analytics_cache c JOIN users u ON u.id = c.user_id
WHERE c.period_type = 'daily' AND c.date_period > (now() AT TIME ZONE u.timezone)::date - 30
  AND c.date_period <= (now() AT TIME ZONE u.timezone)::date;
COMMENT ON VIEW recent_call_analytics IS 'Daily rows of call_analytics_cache of the past 30 days, with their users';
COMMENT ON COLUMN recent_call_analytics.email IS 'Address of the user';
COMMENT ON COLUMN recent_call_analytics.name IS 'Name shown';

-- object: reports/user_login_stats.sql sha256:9e8fd37cfa9515927bd450e497117ac70e30b79cb31cb5937560e64b58086790
-- How each user's sign-ins of the kept 30 days went, by the address that was tried; for administrators only.
CREATE OR REPLACE VIEW user_login_stats AS
SELECT u.id AS user_id, u.email, u.name,
  coalesce(a.attempts, 0) AS login_attempts,
  coalesce(a.successful, 0) AS successful_logins,
  coalesce(a.attempts - a.successful, 0) AS failed_logins,
  round(100.0 * a.successful / nullif(a.attempts, 0), 2) AS success_rate,
  coalesce(a.failed_24h, 0) AS failed_logins_24h,
  coalesce(a.addresses, 0) AS ip_addresses,
  a.last_login_at, a.last_failed_login_at
FROM users u
LEFT JOIN LATERAL (
  SELECT count(*)::integer AS attempts, count(*) FILTER (WHERE l.success)::integer AS successful,
    count(*) FILTER (WHERE NOT l.success AND l.attempted_at > now() - interval '24 hours')::integer AS failed_24h,
    count(DISTINCT l.ip_address)::integer AS addresses,
    max(l.attempted_at) FILTER (WHERE l.success) AS last_login_at,
    max(l.attempted_at) FILTER (WHERE NOT l.success) AS last_failed_login_at
  FROM login_attempts l WHERE l.email = u.email
) a ON true;
COMMENT ON VIEW user_login_stats IS 'Sign-in attempts, success rate and last sign-ins of each user, over the 30 days that attempts are kept';
COMMENT ON COLUMN user_login_stats.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_login_stats.email IS 'Address of the user';
COMMENT ON COLUMN user_login_stats.name IS 'Name shown';
COMMENT ON COLUMN user_login_stats.login_attempts IS 'Attempts to sign in';
COMMENT ON COLUMN user_login_stats.successful_logins IS 'Attempts that worked';
COMMENT ON COLUMN user_login_stats.failed_logins IS 'Attempts that failed';
COMMENT ON COLUMN user_login_stats.success_rate IS 'Successes of 100';
COMMENT ON COLUMN user_login_stats.failed_logins_24h IS 'Attempts of the past 24 hours that failed';
COMMENT ON COLUMN user_login_stats.ip_addresses IS 'How many addresses the attempts came from';
COMMENT ON COLUMN user_login_stats.last_login_at IS 'When the newest sign-in worked';
COMMENT ON COLUMN user_login_stats.last_failed_login_at IS 'When the newest sign-in failed';

-- object: reports/user_stats.sql sha256:caeda4a5ce2e75097d576f901c0e78050e43c292c837fd03252abf1f89d90ec2
-- Each user's agents, calls by source, leads and credits of all time, added up from rollups; a tenant sees its own row.
CREATE OR REPLACE VIEW user_stats WITH (security_invoker = true) AS
SELECT u.id AS user_id, u.email, u.name, u.role, u.is_active, u.created_at, u.credits,
  (SELECT count(*)::integer FROM agents g WHERE g.user_id = u.id) AS agent_count,
  (SELECT count(*)::integer FROM agents g WHERE g.user_id = u.id AND g.is_active) AS active_agent_count,
  coalesce(a.total_calls, 0) AS total_calls,
  coalesce(a.successful_calls, 0) AS successful_calls,
  coalesce(a.failed_calls, 0) AS failed_calls,
  round(100.0 * a.successful_calls / nullif(a.total_calls, 0), 2) AS success_rate,
  coalesce(a.phone_calls, 0) AS phone_calls,
  coalesce(a.internet_calls, 0) AS internet_calls,
  coalesce(a.total_calls - a.phone_calls - a.internet_calls, 0) AS unknown_calls,
  coalesce(a.total_duration_minutes, 0) AS total_duration_minutes,
  coalesce(a.leads_generated, 0) AS leads_generated,
  coalesce(a.qualified_leads, 0) AS qualified_leads,
  coalesce(a.credits_used, 0) AS credits_used,
  a.last_call_date
FROM users u
LEFT JOIN LATERAL (
  SELECT sum(total_calls)::integer AS total_calls, sum(successful_calls)::integer AS successful_calls,
    sum(failed_calls)::integer AS failed_calls, sum(phone_calls)::integer AS phone_calls,
    sum(internet_calls)::integer AS internet_calls, sum(total_duration_minutes)::integer AS total_duration_minutes,
    sum(leads_generated)::integer AS leads_generated, sum(qualified_leads)::integer AS qualified_leads,
    sum(credits_used)::integer AS credits_used, max(date) FILTER (WHERE total_calls > 0) AS last_call_date
  FROM user_daily_analytics d WHERE d.user_id = u.id
) a ON true;
COMMENT ON VIEW user_stats IS 'Agents, calls by source, leads and credits of each user, of all time';
COMMENT ON COLUMN user_stats.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_stats.email IS 'Address of the user';
COMMENT ON COLUMN user_stats.name IS 'Name shown';
COMMENT ON COLUMN user_stats.role IS 'Role of the user';
COMMENT ON COLUMN user_stats.is_active IS 'Whether it is in use';
COMMENT ON COLUMN user_stats.created_at IS 'When the row was made';
COMMENT ON COLUMN user_stats.credits IS 'Credits left';
COMMENT ON COLUMN user_stats.agent_count IS 'Agents of the user';
COMMENT ON COLUMN user_stats.active_agent_count IS 'Agents of the user that are in use';
COMMENT ON COLUMN user_stats.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN user_stats.successful_calls IS 'Completed calls';
COMMENT ON COLUMN user_stats.failed_calls IS 'Failed calls';
COMMENT ON COLUMN user_stats.success_rate IS 'Successes of 100';
COMMENT ON COLUMN user_stats.phone_calls IS 'Completed and failed calls by phone';
COMMENT ON COLUMN user_stats.internet_calls IS 'Completed and failed calls over the internet';
COMMENT ON COLUMN user_stats.unknown_calls IS 'Completed and failed calls of unknown source';
COMMENT ON COLUMN user_stats.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN user_stats.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN user_stats.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN user_stats.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN user_stats.last_call_date IS 'Day of the newest call in the tenant''s zone';

-- object: rollups/apply_rollup_changes.sql sha256:f32112b75ed5bbac4b52c62a811ad53ffd0d0c0ccdce071b99859a584c57923b
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count)
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count)
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
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
      credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks,
      demo_requests, followup_requests, sample_requests, human_escalations)
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
      credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks,
      demo_requests, followup_requests, sample_requests, human_escalations)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
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
      total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, credits_used,
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
    WHERE (total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
      total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
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

-- object: rollups/batch_calculate_call_analytics.sql sha256:719399e3e786b7cb930ab6d230bdfadde089c759450e747d94c2f4fed1d20eba
-- Counts every active tenant's rollups and trends of one day anew, and says how many tenants that were. Tenants are taken in the
-- order in which their rollups are held everywhere, and writers wait for the whole: the nightly task names one tenant a transaction.
DROP FUNCTION IF EXISTS batch_calculate_call_analytics(date);
CREATE OR REPLACE FUNCTION batch_calculate_call_analytics(day date, only_tenant uuid DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  tenant uuid;
  tenants integer := 0;
BEGIN
  FOR tenant IN SELECT id FROM users WHERE is_active AND (only_tenant IS NULL OR id = only_tenant) ORDER BY hashtext(id::text) LOOP
    PERFORM rebuild_user_analytics(tenant, day, day);
    PERFORM rebuild_user_daily_analytics(tenant, day, day);
    PERFORM rebuild_call_analytics_cache(tenant, day, day);
    PERFORM rebuild_call_segment_analytics(tenant, day, day);
    PERFORM rebuild_agent_targets(tenant, day, day);
    PERFORM rebuild_agent_performance_trends(tenant, day, day);
    PERFORM rebuild_leads(tenant, day, day);
    PERFORM rebuild_call_searches(tenant, day, day);
    tenants := tenants + 1;
  END LOOP;
  RETURN tenants;
END $$;
COMMENT ON FUNCTION batch_calculate_call_analytics(date,uuid) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';

-- object: rollups/call_contributions.sql sha256:59c90fb0b41e3b59bb5b355e5fc7cc4e2813a99e53216b90049a90a7d92dfdd1
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

-- object: rollups/changes_from_calls.sql sha256:200b7fb201b3329f44f3177e917db2baa975b5b8471530a07f6abe4d732f58ca
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
    total_duration_minutes, total_duration_seconds, credits_used)
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
    total_duration_minutes, total_duration_seconds, credits_used)
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
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

-- object: rollups/changes_from_leads.sql sha256:85765305415811ceaee60cbc13b0eadde67386ef2b9777f1605602b8acf1c12a
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- The leads of counted calls, their scores and what they asked for move the rollups by new minus old. A lead carries by foreign key
-- its call's agent, day, source and direction and whether it is counted, so nothing is looked up in a call that may be gone or moving.
-- depends on: rollups/apply_rollup_changes.sql
CREATE OR REPLACE FUNCTION trg_leads_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO rollup_changes (is_collected, user_id, agent_id, date, hour, call_source, lead_type,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks,
    cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls, intent_score_sum, intent_score_count,
    urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count, fit_score_sum, fit_score_count,
    engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
  SELECT collects_rollup_changes(), moved.* FROM (
    SELECT image.user_id, agent_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
      call_source, lead_type,
      sum(sign * 1) AS leads_generated,
      sum(sign * (is_qualified)::integer) AS qualified_leads,
      sum(sign * (lead_status_tag = 'hot')::integer) AS hot_leads,
      sum(sign * (lead_status_tag = 'warm')::integer) AS warm_leads,
      sum(sign * (lead_status_tag = 'cold')::integer) AS cold_leads,
      sum(sign * (cta_pricing_clicked)::integer) AS cta_pricing_clicks,
      sum(sign * (cta_demo_clicked)::integer) AS cta_demo_clicks,
      sum(sign * (cta_followup_clicked)::integer) AS cta_followup_clicks,
      sum(sign * (cta_sample_clicked)::integer) AS cta_sample_clicks,
      sum(sign * (cta_escalated_to_human)::integer) AS cta_human_escalations,
      sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer) AS cta_calls,
      sum(sign * (is_qualified AND (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human))::integer) AS qualified_cta_calls,
      sum(sign * coalesce(intent_score, 0)) AS intent_score_sum,
      sum(sign * (intent_score IS NOT NULL)::integer) AS intent_score_count,
      sum(sign * coalesce(urgency_score, 0)) AS urgency_score_sum,
      sum(sign * (urgency_score IS NOT NULL)::integer) AS urgency_score_count,
      sum(sign * coalesce(budget_score, 0)) AS budget_score_sum,
      sum(sign * (budget_score IS NOT NULL)::integer) AS budget_score_count,
      sum(sign * coalesce(fit_score, 0)) AS fit_score_sum,
      sum(sign * (fit_score IS NOT NULL)::integer) AS fit_score_count,
      sum(sign * coalesce(engagement_score, 0)) AS engagement_score_sum,
      sum(sign * (engagement_score IS NOT NULL)::integer) AS engagement_score_count,
      sum(sign * coalesce(total_score, 0)) AS total_score_sum,
      sum(sign * (total_score IS NOT NULL)::integer) AS total_score_count
    FROM (
      SELECT 1 AS sign, user_id, agent_id, call_date, call_started_at, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
        cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score,
        budget_score, fit_score, engagement_score, total_score
      FROM leads_new WHERE is_counted
      UNION ALL
      SELECT -1, user_id, agent_id, call_date, call_started_at, call_source, lead_type, is_qualified, lead_status_tag, cta_pricing_clicked,
        cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score,
        budget_score, fit_score, engagement_score, total_score
      FROM leads_old WHERE is_counted
    ) image JOIN users u ON u.id = image.user_id
    GROUP BY 1, 2, 3, 4, 5, 6
  ) moved
  WHERE (leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks,
    cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls, intent_score_sum, intent_score_count,
    urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count, fit_score_sum, fit_score_count,
    engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_leads_daily_analytics() IS 'Writes down by how much a statement moves the rollups: new minus old';

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_cta
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_handle_lead_analytics_cta_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE FUNCTION trg_leads_daily_scores() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT collects_rollup_changes() THEN
    PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_leads_daily_scores() IS 'Moves the rollups by what was written down, unless the transaction collects it';

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_analytics
  AFTER INSERT ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_update
  AFTER UPDATE ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_delete
  AFTER DELETE ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

-- object: rollups/changes_from_outcomes.sql sha256:25e6de3bd594c1b6854c435cbb755bb1622e82666df12f7b611794afa054776f
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- How counted calls ended moves the rollups by new minus old.
-- depends on: rollups/apply_rollup_changes.sql
CREATE OR REPLACE FUNCTION trg_outcomes_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO rollup_changes (is_collected, user_id, agent_id, date, hour, call_source, lead_type,
    answered_calls, completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes,
    disconnected_outcomes)
  SELECT collects_rollup_changes(), moved.* FROM (
    SELECT image.user_id, agent_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
      call_source, lead_type,
      sum(sign * (outcome IN ('completed', 'disconnected'))::integer) AS answered_calls,
      sum(sign * (outcome = 'completed')::integer) AS completed_outcomes,
      sum(sign * (outcome = 'no_answer')::integer) AS no_answer_outcomes,
      sum(sign * (outcome = 'busy')::integer) AS busy_outcomes,
      sum(sign * (outcome = 'failed')::integer) AS failed_outcomes,
      sum(sign * (outcome = 'voicemail')::integer) AS voicemail_outcomes,
      sum(sign * (outcome = 'disconnected')::integer) AS disconnected_outcomes
    FROM (
      SELECT 1 AS sign, user_id, agent_id, call_date, call_started_at, call_source, lead_type, outcome
      FROM outcomes_new WHERE is_counted
      UNION ALL
      SELECT -1, user_id, agent_id, call_date, call_started_at, call_source, lead_type, outcome
      FROM outcomes_old WHERE is_counted
    ) image JOIN users u ON u.id = image.user_id
    GROUP BY 1, 2, 3, 4, 5, 6
  ) moved
  WHERE (answered_calls, completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes,
    disconnected_outcomes)
    <> (0, 0, 0, 0, 0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_outcomes_daily_analytics() IS 'Writes down by how much a statement moves the rollups: new minus old';

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE FUNCTION trg_outcomes_apply_rollups() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT collects_rollup_changes() THEN
    PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_outcomes_apply_rollups() IS 'Moves the rollups by what was written down, unless the transaction collects it';

CREATE OR REPLACE TRIGGER trigger_update_rollups_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_apply_rollups();

CREATE OR REPLACE TRIGGER trigger_update_rollups_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_apply_rollups();

CREATE OR REPLACE TRIGGER trigger_update_rollups_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_apply_rollups();

-- object: rollups/cta_totals.sql sha256:20844150503ffe59d6d5a0225ff06628ac55d3d34223c53a8b9d683dbf74a394
-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- total_cta_interactions is the sum of the counters of single requests; cta_conversion_rate is calls with any of them per 100 calls.
CREATE OR REPLACE FUNCTION trg_analytics_cta_totals() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.total_cta_interactions := NEW.cta_pricing_clicks
    + NEW.cta_demo_clicks
    + NEW.cta_followup_clicks
    + NEW.cta_sample_clicks
    + NEW.cta_human_escalations;
  NEW.cta_conversion_rate := round(100.0 * NEW.cta_calls / nullif(NEW.total_calls, 0), 2);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_analytics_cta_totals() IS
  'total_cta_interactions is the sum of the counters of single requests; cta_conversion_rate is calls with any of them per 100 calls';

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON agent_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON user_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();

CREATE OR REPLACE TRIGGER trigger_update_user_daily_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON user_daily_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();

-- object: rollups/recompute_leads.sql sha256:9ecd7a31c8d10082e049ea5cbe15a16456fbec53c235194b3cddd62d55d38666
-- The rows of these persons of a tenant become what their leads add up to; a person without any lead has none. Whoever calls these
-- holds the tenant's rollups and reads after that: each statement here sees all that was committed before.
-- depends on: rollups/person_leads.sql
CREATE OR REPLACE FUNCTION recompute_leads(tenant uuid, keys text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  kept integer;
BEGIN
  INSERT INTO leads AS t (user_id, person_key,
    call_count, first_call_id, first_call_at, first_call_source, first_lead_type, first_score, first_tag,
    latest_call_id, latest_call_at, latest_call_date, latest_agent_id, latest_score, latest_tag, latest_is_qualified,
    best_call_id, best_score, best_tag, was_qualified, cta_pricing_calls, cta_demo_calls, cta_followup_calls,
    cta_sample_calls, cta_human_calls, cta_calls, demo_scheduled_at, name, email, company)
  SELECT user_id, person_key,
    call_count, first_call_id, first_call_at, first_call_source, first_lead_type, first_score, first_tag,
    latest_call_id, latest_call_at, latest_call_date, latest_agent_id, latest_score, latest_tag, latest_is_qualified,
    best_call_id, best_score, best_tag, was_qualified, cta_pricing_calls, cta_demo_calls, cta_followup_calls,
    cta_sample_calls, cta_human_calls, cta_calls, demo_scheduled_at, name, email, company
  FROM person_leads WHERE user_id = tenant AND person_key = ANY (keys)
  ON CONFLICT (user_id, person_key) DO UPDATE SET
    call_count = excluded.call_count,
    first_call_id = excluded.first_call_id,
    first_call_at = excluded.first_call_at,
    first_call_source = excluded.first_call_source,
    first_lead_type = excluded.first_lead_type,
    first_score = excluded.first_score,
    first_tag = excluded.first_tag,
    latest_call_id = excluded.latest_call_id,
    latest_call_at = excluded.latest_call_at,
    latest_call_date = excluded.latest_call_date,
    latest_agent_id = excluded.latest_agent_id,
    latest_score = excluded.latest_score,
    latest_tag = excluded.latest_tag,
    latest_is_qualified = excluded.latest_is_qualified,
    best_call_id = excluded.best_call_id,
    best_score = excluded.best_score,
    best_tag = excluded.best_tag,
    was_qualified = excluded.was_qualified,
    cta_pricing_calls = excluded.cta_pricing_calls,
    cta_demo_calls = excluded.cta_demo_calls,
    cta_followup_calls = excluded.cta_followup_calls,
    cta_sample_calls = excluded.cta_sample_calls,
    cta_human_calls = excluded.cta_human_calls,
    cta_calls = excluded.cta_calls,
    demo_scheduled_at = excluded.demo_scheduled_at,
    name = excluded.name,
    email = excluded.email,
    company = excluded.company
  WHERE (
    t.call_count, t.first_call_id, t.first_call_at, t.first_call_source, t.first_lead_type, t.first_score,
    t.first_tag, t.latest_call_id, t.latest_call_at, t.latest_call_date, t.latest_agent_id, t.latest_score,
    t.latest_tag, t.latest_is_qualified, t.best_call_id, t.best_score, t.best_tag, t.was_qualified,
    t.cta_pricing_calls, t.cta_demo_calls, t.cta_followup_calls, t.cta_sample_calls, t.cta_human_calls, t.cta_calls,
    t.demo_scheduled_at, t.name, t.email, t.company
  ) IS DISTINCT FROM (
    excluded.call_count, excluded.first_call_id, excluded.first_call_at, excluded.first_call_source,
    excluded.first_lead_type, excluded.first_score, excluded.first_tag, excluded.latest_call_id,
    excluded.latest_call_at, excluded.latest_call_date, excluded.latest_agent_id, excluded.latest_score,
    excluded.latest_tag, excluded.latest_is_qualified, excluded.best_call_id, excluded.best_score, excluded.best_tag,
    excluded.was_qualified, excluded.cta_pricing_calls, excluded.cta_demo_calls, excluded.cta_followup_calls,
    excluded.cta_sample_calls, excluded.cta_human_calls, excluded.cta_calls, excluded.demo_scheduled_at,
    excluded.name, excluded.email, excluded.company);
  GET DIAGNOSTICS kept = ROW_COUNT;
  RETURN kept;
END $$;
COMMENT ON FUNCTION recompute_leads(uuid, text[]) IS
  'Makes the rows of these persons what their leads add up to, and says how many rows that changed';

CREATE OR REPLACE FUNCTION remove_leads_without_calls(tenant uuid, keys text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  gone integer;
BEGIN
  DELETE FROM leads t WHERE t.user_id = tenant AND t.person_key = ANY (keys)
    AND NOT EXISTS (SELECT FROM lead_analytics l WHERE l.user_id = tenant AND l.person_key = t.person_key);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
COMMENT ON FUNCTION remove_leads_without_calls(uuid, text[]) IS
  'Removes the rows of those of these persons who have no lead any more, and says how many';

-- object: rollups/leads_from_lead_analytics.sql sha256:492caa5be09ce8b4736b593a890b56257e59cf561989fa2c66f953a441efc8c1
-- A person's row in leads is what that person's leads add up to: whoever a statement touched is counted anew, under the lock of the
-- tenant's rollups, so that the last of several writers has seen what the others committed. Differences would not do: which call
-- is the first, the latest or the best cannot be told from one.
-- depends on: rollups/recompute_leads.sql
CREATE OR REPLACE FUNCTION trg_leads_by_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  touched record;
BEGIN
  -- Whoever marks leads as read changes nobody's sum, and waits for nobody who books calls.
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
    SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
      lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name FROM leads_new
    EXCEPT ALL
    SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
      lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name FROM leads_old
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  FOR touched IN
    WITH gained AS (
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_new
      EXCEPT ALL
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_old
    ), lost AS (
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_old
      EXCEPT ALL
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_new
    )
    SELECT user_id, array_agg(person_key) AS keys
    FROM (SELECT user_id, person_key FROM gained UNION SELECT user_id, person_key FROM lost) persons
    GROUP BY user_id ORDER BY user_id
  LOOP
    PERFORM recompute_leads(touched.user_id, touched.keys);
    IF TG_OP <> 'INSERT' THEN
      PERFORM remove_leads_without_calls(touched.user_id, touched.keys);
    END IF;
  END LOOP;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_leads_by_person() IS 'A person''s row in leads is what that person''s leads add up to';

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

-- object: rollups/rebuild_call_analytics_cache.sql sha256:ac979105f4c29c1912715caeeb80e9a6cec0395a09daab317771c26ad0899694
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
      total_duration_seconds AS total_call_duration, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks AS pricing_clicks, cta_demo_clicks AS demo_requests,
      cta_followup_clicks AS followup_requests, cta_sample_clicks AS sample_requests, cta_human_escalations AS human_escalations
    FROM call_contributions CROSS JOIN LATERAL (VALUES
      ('daily', date),
      ('weekly', period_first_day('weekly', date)),
      ('monthly', period_first_day('monthly', date))) p (period_type, date_period)
    WHERE user_id = tenant AND date BETWEEN least(period_first_day('weekly', first_day), period_first_day('monthly', first_day))
        AND greatest(period_last_day('weekly', last_day), period_last_day('monthly', last_day))
      AND p.date_period BETWEEN period_first_day(p.period_type, first_day) AND last_day
    UNION ALL
    SELECT user_id, date_period, period_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_analytics_cache
    WHERE user_id = tenant AND date_period BETWEEN period_first_day(period_type, first_day) AND last_day
  )
  INSERT INTO call_analytics_cache AS t (user_id, date_period, period_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls, total_call_duration,
    credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks,
    demo_requests, followup_requests, sample_requests, human_escalations)
  SELECT user_id, date_period, period_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_call_duration), sum(credits_used), sum(answered_calls), sum(leads_generated),
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
    t.total_call_duration, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads,
    t.cold_leads, t.pricing_clicks, t.demo_requests, t.followup_requests, t.sample_requests, t.human_escalations)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_call_duration, excluded.credits_used, excluded.answered_calls,
    excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.pricing_clicks, excluded.demo_requests, excluded.followup_requests, excluded.sample_requests,
    excluded.human_escalations);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'call_analytics_cache');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_analytics_cache(uuid, date, date) IS 'Counts a tenant''s periods that touch the days anew, each as a whole; returns how many rows that changed';

-- object: rollups/rebuild_call_segment_analytics.sql sha256:4cabec831f47e90057b9357890e1c626a55c86b75a6492049794db4e553cf388
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
      total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, agent_id, call_source, lead_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_segment_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO call_segment_analytics AS t (user_id, date, agent_id, call_source, lead_type,
    total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, credits_used, completed_outcomes,
    no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes, leads_generated,
    qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks,
    cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
  SELECT user_id, date, agent_id, call_source, lead_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(credits_used), sum(completed_outcomes), sum(no_answer_outcomes), sum(busy_outcomes), sum(failed_outcomes),
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
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.total_duration_minutes, t.total_duration_seconds, t.credits_used,
    t.completed_outcomes, t.no_answer_outcomes, t.busy_outcomes, t.failed_outcomes, t.voicemail_outcomes, t.disconnected_outcomes,
    t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks,
    t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls, t.qualified_cta_calls)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.completed_outcomes, excluded.no_answer_outcomes,
    excluded.busy_outcomes, excluded.failed_outcomes, excluded.voicemail_outcomes, excluded.disconnected_outcomes,
    excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks, excluded.cta_sample_clicks,
    excluded.cta_human_escalations, excluded.cta_calls, excluded.qualified_cta_calls);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_segment_analytics(uuid, date, date) IS 'Counts a tenant''s segments of these days anew from its calls; returns how many rows were wrong';

-- object: rollups/rebuild_leads.sql sha256:5c6aeaec0aa594061a684e160f494f47ffcfd8ce08cafc312e3f1420fd5bf5fa
-- Counts the leads of everybody anew who was called, or whose row says so, in these days, and says how many rows that changed.
-- depends on: rollups/recompute_leads.sql
CREATE OR REPLACE FUNCTION rebuild_leads(tenant uuid, first_day date DEFAULT '-infinity', last_day date DEFAULT 'infinity') RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  SELECT coalesce(sum(recompute_leads(tenant, keys) + remove_leads_without_calls(tenant, keys)), 0) INTO changed FROM (
    -- In pieces, so that no array holds all the persons of a large tenant.
    SELECT array_agg(person_key) AS keys FROM (
      SELECT person_key, row_number() OVER (ORDER BY person_key) AS place FROM (
        SELECT person_key FROM lead_analytics WHERE user_id = tenant AND call_date BETWEEN first_day AND last_day
        UNION
        SELECT person_key FROM leads WHERE user_id = tenant AND latest_call_date BETWEEN first_day AND last_day
      ) persons
    ) numbered GROUP BY place / 10000
  ) pieces;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'leads');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_leads(uuid, date, date) IS
  'Makes the rows of leads what a tenant''s lead_analytics add up to, for everybody who was called in these days, and says how many that changed';

-- object: rollups/rebuild_user_daily_analytics.sql sha256:642de6f2c2e985411eadbc4ae1efc4f171ba97c4cee471e712ecbab068f83708
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_daily_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_daily_analytics AS t (user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
    warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
    cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count,
    fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
  SELECT user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(credits_used), sum(answered_calls),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks),
    sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls),
    sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum), sum(engagement_score_count),
    sum(total_score_sum), sum(total_score_count)
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
    t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads,
    t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks,
    t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count,
    t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads,
    excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks,
    excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum,
    excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum,
    excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum,
    excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions,
    excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'user_daily_analytics');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_user_daily_analytics(uuid, date, date) IS 'Counts a tenant''s daily figures anew from its calls; returns how many rows that changed';

-- object: rollups/user_analytics_from_agents.sql sha256:611e243e4627919889319398a978c4cf331f8e2503a22bcb0c92a88a746c7c9f
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY user_id, date
  ), moved_daily AS (
    INSERT INTO user_daily_analytics AS t (user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count)
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
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
    warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
    cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count,
    fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
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

-- object: search/call_searches_from_calls.sql sha256:323e94248b4310b5ac515f0d4bbabfe8f14f7443cef0c16575c7f99a025d4614
-- The words by which a call is found follow its person, its number, its lead and its transcript, whatever is corrected or deleted: the
-- call waits for a job to make them. A failure leaves the call unfound, never unwritten. Ingestion holds them, and asks once for a
-- whole batch. The call is locked as its reference would lock it, so that one which is being deleted does not wait.
CREATE OR REPLACE FUNCTION trg_call_searches() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  changed uuid[];
BEGIN
  IF current_setting('app.call_searches', true) = 'held' THEN
    RETURN NULL;
  END IF;
  changed := CASE TG_TABLE_NAME
    WHEN 'calls' THEN ARRAY(
      SELECT n.id FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
      WHERE o.id IS NULL OR (n.user_id, n.phone_number, n.caller_name, n.caller_email)
        IS DISTINCT FROM (o.user_id, o.phone_number, o.caller_name, o.caller_email))
    WHEN 'lead_analytics' THEN ARRAY(
      SELECT c.id FROM (
        SELECT call_id, extracted_name, extracted_email, company_name FROM leads_new
        EXCEPT SELECT call_id, extracted_name, extracted_email, company_name FROM leads_old
        UNION (SELECT call_id, extracted_name, extracted_email, company_name FROM leads_old
        EXCEPT SELECT call_id, extracted_name, extracted_email, company_name FROM leads_new)) l
      JOIN calls c ON c.id = l.call_id
      WHERE l.company_name IS NOT NULL OR nullif(l.extracted_name, c.caller_name) IS NOT NULL
        OR nullif(l.extracted_email, c.caller_email) IS NOT NULL)
    ELSE ARRAY(
      SELECT call_id FROM transcripts_new n WHERE NOT EXISTS (SELECT FROM transcripts_old o
        WHERE o.call_id = n.call_id AND o.speaker_segments = n.speaker_segments)
      UNION SELECT call_id FROM transcripts_old o WHERE NOT EXISTS (SELECT FROM transcripts_new n WHERE n.call_id = o.call_id))
  END;
  IF cardinality(changed) > 0 THEN
    INSERT INTO call_search_queue (call_id, user_id) SELECT id, user_id FROM calls WHERE id = ANY (changed) ORDER BY id FOR KEY SHARE;
  END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_call_searches() IS 'A call whose person, number, lead or transcript changes waits for its words to be made anew';

CREATE OR REPLACE TRIGGER trigger_call_searches_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_insert
  AFTER INSERT ON transcripts REFERENCING NEW TABLE AS transcripts_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_update
  AFTER UPDATE ON transcripts REFERENCING OLD TABLE AS transcripts_old NEW TABLE AS transcripts_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_delete
  AFTER DELETE ON transcripts REFERENCING OLD TABLE AS transcripts_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

-- object: search/call_searches_of_batches.sql sha256:4548f0d0f4034f920c32f178f2a57b672019031f036421df8ed4480c7ea426d4
-- Ingestion writes a call, its lead and its transcript one after another, and asks for their words once, after all of them. Who holds
-- them and never releases them is found by the audit. A failure leaves the calls unfound, never unwritten.
CREATE OR REPLACE FUNCTION hold_call_searches() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT set_config('app.call_searches', 'held', true) $$;
COMMENT ON FUNCTION hold_call_searches() IS 'Until release_call_searches, triggers ask for no words by which calls are found';

CREATE OR REPLACE FUNCTION release_call_searches(written uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM set_config('app.call_searches', '', true);
  BEGIN
    INSERT INTO call_search_queue (call_id, user_id) SELECT id, user_id FROM calls WHERE id = ANY (written) ORDER BY id;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error('call_search_queue', 'INSERT', SQLSTATE, SQLERRM, context);
  END;
END $$;
COMMENT ON FUNCTION release_call_searches(uuid[]) IS 'Lets the calls wait for their words that the transaction has written since hold_call_searches';

-- object: search/matching_calls.sql sha256:857bd48ce9bb92d9bb95ec601f20b479abbb31436e4f10e71bd42e437dedb5bf
-- Of the calls that somebody lists, those that a query finds, which lib/calls/search-query.ts makes of what was typed: strictly, and
-- loosely, as an index can tell without looking at a call. A policy would keep a tenant from the index, since a match
-- is no comparison that is safe to make before it: these functions see to the tenant themselves, and give ids alone.
-- depends on: security/app_user_id.sql
CREATE OR REPLACE FUNCTION query_of_tenant(loose tsquery) RETURNS tsquery
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$ SELECT format('''u:%s''', app_user_id())::tsquery && loose $$;
COMMENT ON FUNCTION query_of_tenant(tsquery) IS 'A query within the calls of the transaction''s tenant: the tenant is a word of each';

CREATE OR REPLACE FUNCTION matching_calls(strict tsquery, loose tsquery, among uuid[]) RETURNS TABLE (call_id uuid, is_match boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50
SET search_path = public, pg_temp
-- The index of words takes long for common ones, and cannot tell how common these are: the given calls are few.
SET enable_bitmapscan = off
AS $$
  SELECT c.call_id, c.words @@ strict FROM call_searches c
  WHERE c.call_id = ANY (among) AND c.user_id = (SELECT app_user_id()) AND c.words @@ (SELECT query_of_tenant(loose))
$$;
COMMENT ON FUNCTION matching_calls(tsquery, tsquery, uuid[]) IS
  'Those of the given calls of the transaction''s tenant that hold the words, and whether they match them';

-- All calls in which the terms are found, where there are few: it looks at no more than rows_max of them, and one that it gives
-- more than that says that there may be others.
CREATE OR REPLACE FUNCTION find_calls(strict tsquery, loose tsquery, rows_max integer) RETURNS TABLE (call_id uuid, is_match boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1000
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $$
  SELECT s.call_id, s.words @@ strict FROM (
    SELECT c.call_id, c.words FROM call_searches c
    WHERE c.words @@ (SELECT query_of_tenant(loose)) AND c.user_id = (SELECT app_user_id())
    LIMIT rows_max
  ) s
$$;
COMMENT ON FUNCTION find_calls(tsquery, tsquery, integer) IS
  'At most rows_max calls of the transaction''s tenant that hold the words, and whether they match them; fewer are all there are';

-- How many calls the planner expects to hold the words, by what ANALYZE saw: it says which way to look is the shorter one.
CREATE OR REPLACE FUNCTION expected_calls(loose tsquery) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM call_searches WHERE words @@ %L::tsquery',
    query_of_tenant(loose)) INTO plan;
  RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
END $$;
COMMENT ON FUNCTION expected_calls(tsquery) IS 'About how many calls of the transaction''s tenant hold the words';

-- object: search/take_call_searches.sql sha256:4a8faf6ce37f22f58565e438d8f1962ba4a16c7d406df58cc1a1684380a66836
-- One worker at a time makes words, so that none overwrites newer ones with older. It takes the calls that wait longest, and some that
-- came last: however many wait, a fresh one does not wait for all of them. A quarter of its room is for calls that are made anew.
-- Calls are locked against deletion until the transaction ends; those that somebody else is changing are passed over and wait on.
-- What is taken waits no more when the transaction commits, and is as it was when it does not.
CREATE OR REPLACE FUNCTION take_call_searches(calls_max integer, bytes_max bigint) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
-- In the order of the queue, whatever the planner thinks of its size.
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
  waiting uuid[];
  page uuid[];
  anew uuid[];
  request call_search_rebuilds;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('call_searches')) THEN
    RETURN '{}';
  END IF;
  waiting := ARRAY(SELECT call_id FROM (
    SELECT q.call_id FROM call_search_queue q JOIN calls c ON c.id = q.call_id
    ORDER BY q.id LIMIT greatest(1, calls_max / 2) FOR KEY SHARE OF c SKIP LOCKED) oldest);
  waiting := waiting || ARRAY(SELECT call_id FROM (
    SELECT q.call_id FROM call_search_queue q JOIN calls c ON c.id = q.call_id
    ORDER BY q.id DESC LIMIT calls_max / 4 FOR KEY SHARE OF c SKIP LOCKED) newest);
  waiting := first_calls_of(waiting, bytes_max);
  -- Whatever has been asked for until now of these calls: their sources are read after this.
  DELETE FROM call_search_queue WHERE call_id = ANY (waiting);

  LOOP
    SELECT * INTO request FROM call_search_rebuilds ORDER BY coalesce(postponed_at, requested_at), user_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    EXIT WHEN NOT FOUND;
    BEGIN
      page := ARRAY(SELECT id FROM (
        SELECT c.id FROM calls c
        WHERE c.user_id = request.user_id AND c.call_date BETWEEN request.first_day AND request.last_day
          AND c.started_at >= (request.first_day - 2)::timestamptz AND c.started_at < (request.last_day + 2)::timestamptz
          AND (c.started_at, c.id) < (coalesce(request.before_started_at, 'infinity'),
            coalesce(request.before_call_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        ORDER BY c.started_at DESC, c.id DESC LIMIT greatest(1, calls_max - cardinality(waiting)) FOR KEY SHARE NOWAIT) newest);
    EXCEPTION WHEN lock_not_available THEN
      -- Somebody changes many calls of this tenant: it is the others' turn.
      UPDATE call_search_rebuilds r SET postponed_at = clock_timestamp()
      WHERE (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
      EXIT;
    END;
    anew := first_calls_of(page, bytes_max);
    IF cardinality(anew) = cardinality(page) AND cardinality(page) < greatest(1, calls_max - cardinality(waiting)) THEN
      DELETE FROM call_search_rebuilds r
      WHERE (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
    ELSE
      UPDATE call_search_rebuilds r SET before_started_at = c.started_at, before_call_id = c.id FROM calls c
      WHERE c.id = anew[cardinality(anew)]
        AND (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
    END IF;
    EXIT WHEN cardinality(anew) > 0;
  END LOOP;
  RETURN ARRAY(SELECT DISTINCT id FROM unnest(waiting || anew) AS taken (id) ORDER BY id);
END $$;
COMMENT ON FUNCTION take_call_searches(integer, bigint) IS
  'The calls whose words the transaction makes next, at most so many and about so many bytes of transcripts; none while another one makes words';

CREATE OR REPLACE FUNCTION first_calls_of(given uuid[], bytes_max bigint) RETURNS uuid[]
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT coalesce(array_agg(id ORDER BY place), '{}') FROM (
    SELECT id, place, sum(bytes) OVER (ORDER BY place) - bytes AS bytes_before FROM (
      SELECT g.id, min(g.place) AS place, max(coalesce(pg_column_size(t.speaker_segments), 0)) AS bytes
      FROM unnest(given) WITH ORDINALITY g (id, place) LEFT JOIN transcripts t ON t.call_id = g.id
      GROUP BY g.id
    ) sized
  ) measured WHERE bytes_before < bytes_max
$$;
COMMENT ON FUNCTION first_calls_of(uuid[], bigint) IS 'The first of the given calls, in their order, and as many after it as there is room for their transcripts as they are stored';

-- The job is asked for while something waits, by every worker process every second: nothing else has to remember to.
CREATE OR REPLACE FUNCTION wake_call_searches() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM call_search_queue) OR EXISTS (SELECT FROM call_search_rebuilds) THEN
    PERFORM graphile_worker.add_job('index-calls', job_key => 'index-calls', max_attempts => 3);
  END IF;
END $$;
COMMENT ON FUNCTION wake_call_searches() IS 'Tells the job processes that calls wait for their words, when some do';

CREATE OR REPLACE FUNCTION read_search_delay(OUT pending_calls integer, OUT oldest_seconds double precision, OUT rebuilds integer,
  OUT failed_calls integer)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT (SELECT count(*) FROM (SELECT FROM call_search_queue LIMIT 100000) few)::integer,
    coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - queued_at)) FROM call_search_queue ORDER BY id LIMIT 1), 0),
    (SELECT count(*) FROM call_search_rebuilds)::integer,
    (SELECT count(*) FROM (SELECT FROM call_search_failures LIMIT 100000) few)::integer
$$;
COMMENT ON FUNCTION read_search_delay() IS
  'How many changes of calls wait for their words, 100,000 standing for more, since how many seconds the first does, how many ranges are made anew, and how many calls have failed';

-- object: search/write_call_searches.sql sha256:49f52360c00b3f47e241094d7b9d6806abb89963c115e28e5ade1fc918a74813
-- Whoever calls this has taken the calls, and read their sources after that.
-- depends on: search/call_search_sources.sql
CREATE OR REPLACE FUNCTION write_call_searches(of_calls uuid[], vectors text[], sources text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed_rows integer;
BEGIN
  INSERT INTO call_searches AS s (call_id, user_id, words, digest)
  SELECT c.id, c.user_id, made.words, call_search_digest(made.source, made.words)
  FROM (
    SELECT call_id, vector::tsvector AS words, source FROM unnest(of_calls, vectors, sources) AS given (call_id, vector, source) OFFSET 0
  ) made JOIN calls c ON c.id = made.call_id
  ORDER BY c.id
  ON CONFLICT (call_id) DO UPDATE SET user_id = excluded.user_id, words = excluded.words, digest = excluded.digest
  WHERE (s.user_id, s.digest) IS DISTINCT FROM (excluded.user_id, excluded.digest) OR s.words <> excluded.words;
  GET DIAGNOSTICS changed_rows = ROW_COUNT;
  DELETE FROM call_search_failures WHERE call_id = ANY (of_calls);
  RETURN changed_rows;
END $$;
COMMENT ON FUNCTION write_call_searches(uuid[], text[], text[]) IS
  'Writes the words by which these calls are found, and says of how many that changed them';

-- A call without words is shown by the audit, with the reason, until its words are made.
CREATE OR REPLACE FUNCTION note_call_search_failure(failed uuid, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO call_search_failures (call_id, user_id, reason) SELECT id, user_id, left(why, 500) FROM calls WHERE id = failed
  ON CONFLICT (call_id) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at
$$;
COMMENT ON FUNCTION note_call_search_failure(uuid, text) IS 'Writes down that the words of a call could not be made, and why';

-- Only asked for here and made by the job, a piece at a time: whoever repairs a tenant's figures does not wait for all that was said.
-- A request that is there already begins anew.
CREATE OR REPLACE FUNCTION rebuild_call_searches(tenant uuid, first_day date DEFAULT '-infinity', last_day date DEFAULT 'infinity') RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO call_search_rebuilds (user_id, first_day, last_day) VALUES (tenant, first_day, last_day)
  ON CONFLICT ON CONSTRAINT call_search_rebuilds_pkey DO UPDATE SET before_started_at = NULL, before_call_id = NULL
$$;
COMMENT ON FUNCTION rebuild_call_searches(uuid, date, date) IS 'Asks for the words by which a tenant''s calls of these days are found to be made anew';

-- object: security/administer_users.sql sha256:17c5510ebd02316ac040607e771a113bb196d14c80366e87995a6adeef20143b
-- Who acts is asked of the accounts themselves, so that the administrators' connection alone grants nobody anything: only an active
-- super_admin gives or takes a role, and nobody their own.
CREATE OR REPLACE FUNCTION change_user_role(acting_user uuid, target_user uuid, new_role text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  old_role text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  IF acting_user = target_user OR NOT EXISTS (SELECT FROM users WHERE id = acting_user AND is_active AND role = 'super_admin') THEN
    RAISE EXCEPTION 'Only an active super_admin changes the role of somebody else.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT role INTO old_role FROM users WHERE id = target_user FOR NO KEY UPDATE;
  IF old_role <> new_role THEN
    UPDATE users SET role = new_role WHERE id = target_user;
    UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'role_changed' WHERE user_id = target_user AND is_active;
  END IF;
  RETURN old_role;
END $$;
COMMENT ON FUNCTION change_user_role(uuid, uuid, text) IS
  'Gives somebody another role, in the name of an active super_admin, and ends their sessions; returns the role before, NULL when there is no such account';

CREATE OR REPLACE FUNCTION set_user_active(acting_user uuid, target_user uuid, active boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  before users;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  SELECT * INTO before FROM users WHERE id = target_user FOR NO KEY UPDATE;
  IF acting_user = target_user OR NOT EXISTS (
    SELECT FROM users
    WHERE id = acting_user AND is_active AND (role = 'super_admin' OR role = 'admin' AND coalesce(before.role, 'user') = 'user')) THEN
    RAISE EXCEPTION 'Only an active admin opens or closes the account of a user, and only a super_admin that of an admin.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF before.is_active <> active THEN
    UPDATE users SET is_active = active WHERE id = target_user;
    IF NOT active THEN
      UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'account_closed' WHERE user_id = target_user AND is_active;
    END IF;
  END IF;
  RETURN before.is_active;
END $$;
COMMENT ON FUNCTION set_user_active(uuid, uuid, boolean) IS
  'Closes an account and ends its sessions, or opens it again, in the name of an active admin; returns whether it was open, NULL when there is no such account';

-- object: security/follow_up_actors.sql sha256:ae0271e064cf0f384abac1b30fc390cddceb0a3b2f376a5afd4a160860d040f9
-- Who wrote a follow-up and who completed it is the tenant whose transaction it is, never what a statement says.
CREATE OR REPLACE FUNCTION trg_follow_ups_name_actors() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  tenant uuid := app_user_id();
BEGIN
  -- Work on behalf of no tenant says itself for whom it writes.
  IF tenant IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.created_by := tenant;
    NEW.completed_by := CASE WHEN NEW.is_completed THEN tenant END;
  ELSE
    NEW.created_by := OLD.created_by;
    NEW.completed_by := CASE WHEN NOT NEW.is_completed THEN NULL WHEN OLD.is_completed THEN OLD.completed_by ELSE tenant END;
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_follow_ups_name_actors() IS
  'Who wrote and who completed a follow-up is the tenant whose transaction it is';

CREATE OR REPLACE TRIGGER trigger_follow_ups_name_actors
  BEFORE INSERT OR UPDATE ON follow_ups
  FOR EACH ROW EXECUTE FUNCTION trg_follow_ups_name_actors();

-- object: security/keep_a_super_admin.sql sha256:8b171ec7b623bb878217f5034ca3a594f2e230566be88bf1354cd7adf658dba3
-- There is always somebody who can make others administrators: the last active super_admin is neither demoted, closed nor deleted.
CREATE OR REPLACE FUNCTION trg_users_hold_administrators() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- One such change at a time, before any row is locked: two that each leave one super_admin would leave none.
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_hold_administrators() IS 'Changes of roles, closed accounts and deletions come one after the other';

CREATE OR REPLACE FUNCTION trg_users_keep_super_admin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- The lock makes a transaction with an older view of the table fail, rather than count somebody who is gone.
  PERFORM FROM users WHERE role = 'super_admin' AND is_active ORDER BY id LIMIT 1 FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The last active super_admin stays.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'users_keep_a_super_admin', TABLE = 'users';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_keep_super_admin() IS 'The last active super_admin is neither demoted, closed nor deleted';

CREATE OR REPLACE TRIGGER trigger_users_hold_administrators
  BEFORE UPDATE OF role, is_active OR DELETE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_users_hold_administrators();

CREATE OR REPLACE TRIGGER trigger_users_keep_super_admin_on_update
  AFTER UPDATE OF role, is_active ON users
  FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.is_active AND NOT (NEW.role = 'super_admin' AND NEW.is_active))
  EXECUTE FUNCTION trg_users_keep_super_admin();

CREATE OR REPLACE TRIGGER trigger_users_keep_super_admin_on_delete
  AFTER DELETE ON users
  FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.is_active)
  EXECUTE FUNCTION trg_users_keep_super_admin();

-- object: security/refuse_audit_change.sql sha256:15243ea9db6869854d5b93b55de89889fd2a3cfad390e50545c205c6ca16fda9
-- What an admin did stays written down: the audit log is append-only.
CREATE OR REPLACE FUNCTION trg_admin_audit_log_refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'Entries of the audit log are never changed or deleted.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'admin_audit_log_is_append_only', TABLE = 'admin_audit_log';
END $$;
COMMENT ON FUNCTION trg_admin_audit_log_refuse_change() IS 'The audit log is append-only';

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_refuse_change
  BEFORE UPDATE OR DELETE ON admin_audit_log
  FOR EACH ROW EXECUTE FUNCTION trg_admin_audit_log_refuse_change();

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_refuse_truncate
  BEFORE TRUNCATE ON admin_audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION trg_admin_audit_log_refuse_change();

-- object: settings/define_settings.sql sha256:8f29ae71df656b3254c47539fc0221a5845642ed049346b5f27cacbb3d6633ad
-- What each setting is: its type, default, bounds and meaning. A row that is written with no more than a key and a value takes the rest from
-- here; a key that the product does not know, as a new feature flag, has the type that its value reads as, and that value as its default.
CREATE OR REPLACE FUNCTION list_setting_definitions() RETURNS TABLE (
  config_key text, value_type text, default_value text, min_value numeric, max_value numeric, description text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  VALUES
    ('credits_per_minute', 'integer', '1', 0, 1000, 'Credits charged for each started minute of a call'),
    ('new_user_bonus_credits', 'integer', '15', 0, 100000, 'Free credits that a new user receives'),
    ('minimum_credit_purchase', 'integer', '100', 1, 1000000, 'Fewest credits that can be bought at once'),
    ('qualified_lead_score', 'integer', '70', 0, 100, 'A lead is qualified from this total score'),
    ('hot_lead_score', 'integer', '70', 0, 100, 'A lead is hot from this total score'),
    ('warm_lead_score', 'integer', '40', 0, 100, 'A lead is warm from this total score'),
    ('lead_weight_intent', 'integer', '30', 0, 100, 'Weight of the intent score in a total the provider does not give'),
    ('lead_weight_urgency', 'integer', '20', 0, 100, 'Weight of the urgency score in a total the provider does not give'),
    ('lead_weight_budget', 'integer', '15', 0, 100, 'Weight of the budget score in a total the provider does not give'),
    ('lead_weight_fit', 'integer', '20', 0, 100, 'Weight of the fit score in a total the provider does not give'),
    ('lead_weight_engagement', 'integer', '15', 0, 100, 'Weight of the engagement score in a total the provider does not give'),
    ('session_duration_hours', 'integer', '168', 1, 8760, 'Hours that a sign-in lasts'),
    ('max_login_attempts', 'integer', '5', 1, 100, 'Failed sign-ins after which an account is locked for a while'),
    ('lockout_duration_minutes', 'integer', '15', 1, 10080, 'Minutes that an account stays locked after too many failed sign-ins'),
    ('password_min_length', 'integer', '8', 8, 72, 'Fewest characters of a new password'),
    ('require_email_verification', 'boolean', 'true', NULL, NULL, 'Whether an address must be verified before its first sign-in'),
    ('password_reset_token_expiry_hours', 'integer', '1', 1, 72, 'Hours that a link for a new password works'),
    ('require_admin_second_factor', 'boolean', 'false', NULL, NULL, 'Whether administrators must give a second factor'),
    ('account_deletion_grace_days', 'integer', '14', 1, 90, 'Days between the wish to delete an account and its deletion'),
    ('kpi_refresh_interval_minutes', 'integer', '5', 1, 1440, 'Fewest minutes between two refreshes of user_kpi_summary'),
    ('max_contacts_per_upload', 'integer', '10000', 1, 1000000, 'Most contacts that one upload may hold'),
    ('feature.auto_create_contacts', 'boolean', 'true', NULL, NULL, 'Whether an unknown caller of an ended inbound call becomes a contact')
$$;
COMMENT ON FUNCTION list_setting_definitions() IS 'Every setting of the product with its type, default, bounds and meaning';

CREATE OR REPLACE FUNCTION trg_system_config_define() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
DECLARE
  defined record;
BEGIN
  SELECT * INTO defined FROM list_setting_definitions() d WHERE d.config_key = NEW.config_key;
  NEW.value_type := coalesce(defined.value_type, CASE
    WHEN NEW.is_encrypted THEN 'string'
    WHEN NEW.config_value IN ('true', 'false') THEN 'boolean'
    WHEN NEW.config_value ~ '^-?[0-9]{1,9}$' THEN 'integer'
    WHEN NEW.config_value ~ '^-?[0-9]{1,15}\.[0-9]{1,9}$' THEN 'number'
    ELSE 'string' END);
  NEW.default_value := coalesce(NEW.default_value, defined.default_value, CASE WHEN NEW.is_encrypted THEN '' ELSE NEW.config_value END);
  NEW.min_value := coalesce(NEW.min_value, defined.min_value);
  NEW.max_value := coalesce(NEW.max_value, defined.max_value);
  NEW.description := coalesce(NEW.description, defined.description, '');
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_system_config_define() IS 'A setting written without its type takes what it is from its definition';

CREATE OR REPLACE TRIGGER trigger_system_config_define
  BEFORE INSERT ON system_config
  FOR EACH ROW WHEN (NEW.value_type IS NULL) EXECUTE FUNCTION trg_system_config_define();

-- object: settings/refuse_contradictions.sql sha256:de0dcd8cb14b35b3130d538c299970d1a6c60bab65f0883334ad9813ab1508e6
-- Settings that depend on each other agree at every moment: hot is not below warm, and some score has a weight. Whoever changes one of
-- them waits for whoever changes another, or each would be right by itself and both wrong together.
CREATE OR REPLACE FUNCTION trg_system_config_refuse_contradictions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('settings that depend on each other'));
  IF EXISTS (
    SELECT FROM system_config hot, system_config warm
    WHERE hot.config_key = 'hot_lead_score' AND warm.config_key = 'warm_lead_score' AND hot.config_value::integer < warm.config_value::integer
  ) THEN
    RAISE EXCEPTION 'A lead is hot from no lower score than it is warm from.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'system_config_hot_is_not_below_warm', TABLE = 'system_config';
  END IF;
  IF (SELECT sum(config_value::integer) FROM system_config WHERE config_key LIKE 'lead\_weight\_%') = 0 THEN
    RAISE EXCEPTION 'At least one score has a weight above 0.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'system_config_some_score_has_weight', TABLE = 'system_config';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_system_config_refuse_contradictions() IS 'Settings that contradict each other are refused';

CREATE OR REPLACE TRIGGER trigger_system_config_refuse_contradictions
  AFTER INSERT OR UPDATE OF config_value ON system_config
  FOR EACH ROW WHEN (NEW.config_key IN ('hot_lead_score', 'warm_lead_score') OR NEW.config_key LIKE 'lead\_weight\_%')
  EXECUTE FUNCTION trg_system_config_refuse_contradictions();

-- object: tables/admin_audit_log.sql sha256:b8e4e5bbe28600c66849315e6b9641e9b542c48c305924ef156671b5f7c98ce5
-- What the rules and indexes of admin_audit_log are for; schema.prisma says what its columns are.
COMMENT ON INDEX admin_audit_log_admin_user_id_idx IS 'Lists what an administrator did, newest first';
COMMENT ON INDEX admin_audit_log_entry_number_idx IS 'Lists what administrators did, newest first';
COMMENT ON INDEX admin_audit_log_target_user_id_idx IS 'Lists what was done to a user, newest first';

-- object: tables/agent_analytics.sql sha256:ba0a6890ba896c1cc304c59424e1e7942068e4be76b92a4a7c16bfcea6d5f452
-- What the rules and indexes of agent_analytics are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT agent_analytics_hour_is_of_a_day ON agent_analytics IS 'An hour is 0 to 23';
COMMENT ON INDEX agent_analytics_agent_id_date_hour_idx IS 'Reads the days of an agent';
COMMENT ON INDEX agent_analytics_user_id_date_idx IS 'Reads the agents'' days of a tenant';

-- object: tables/agent_call_outcomes.sql sha256:a14c1906692264c3b1e53db9a3901f7fd0c576a04fac026ee445dec84363c099
-- What the rules and indexes of agent_call_outcomes are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT agent_call_outcomes_call_quality_score_is_1_to_10 ON agent_call_outcomes IS 'Quality is 1 to 10';
COMMENT ON CONSTRAINT agent_call_outcomes_customer_satisfaction_is_1_to_10 ON agent_call_outcomes IS 'Satisfaction is 1 to 10';
COMMENT ON CONSTRAINT agent_call_outcomes_edited_at_a_moment ON agent_call_outcomes IS 'An outcome that was edited was so at a moment, another one was not';
COMMENT ON CONSTRAINT agent_call_outcomes_sentiment_score_is_in_range ON agent_call_outcomes IS 'Mood is -1 to 1';
COMMENT ON INDEX agent_call_outcomes_edited_by_idx IS 'Finds the outcomes that a user edited, when the user goes';
COMMENT ON INDEX agent_call_outcomes_rated_idx IS 'Reads the means of an agent''s calls of a period';
COMMENT ON INDEX agent_call_outcomes_user_id_outcome_idx IS 'Lists a tenant''s calls of one outcome, newest first';

-- object: tables/agent_performance_trends.sql sha256:e0ef112cb37d8daeb362d15d54b5d6bc4ce8a0519d60d45a2762590f44b1f121
-- What the rules and indexes of agent_performance_trends are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT agent_performance_trends_is_one_period ON agent_performance_trends IS 'First and last day are those of one period of the type';
COMMENT ON CONSTRAINT agent_performance_trends_rank_counts_from_one ON agent_performance_trends IS 'The best rank is 1';
COMMENT ON INDEX agent_performance_trends_user_id_period_idx IS 'Reads a tenant''s trends of a period';

-- object: tables/agent_targets.sql sha256:b427a80856418f2b30a4eeebc813e9900f4334552ef9e9e759500b8dc80601c7
-- What the rules and indexes of agent_targets are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT agent_targets_calls_is_positive ON agent_targets IS 'A target of calls is at least 1';
COMMENT ON CONSTRAINT agent_targets_conversion_rate_is_percent ON agent_targets IS 'A target rate is above 0 and at most 100';
COMMENT ON CONSTRAINT agent_targets_date_begins_its_period ON agent_targets IS 'A period is named by its first day';
COMMENT ON CONSTRAINT agent_targets_leads_is_positive ON agent_targets IS 'A target of leads is at least 1';
COMMENT ON CONSTRAINT agent_targets_success_rate_is_percent ON agent_targets IS 'A target rate is above 0 and at most 100';
COMMENT ON INDEX agent_targets_user_id_target_date_idx IS 'Lists a tenant''s targets by day';

-- object: tables/announcement_key.sql sha256:ff9d2e05877178bbe468a7cc60223af907b8f27be14ed400989849a2a76728d9
-- What the rules and indexes of announcement_key are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT announcement_key_is_long ON announcement_key IS 'Nobody guesses the key';
COMMENT ON CONSTRAINT announcement_key_is_one_row ON announcement_key IS 'The table has one row';

-- object: tables/audit_chain_head.sql sha256:b0ee1da28e93789eae6808c1b91e2f44ccc97098a61beaf3ac7339e278e972ab
-- What the rules and indexes of audit_chain_head are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT audit_chain_head_is_one_row ON audit_chain_head IS 'The table has one row';

-- object: tables/audit_findings.sql sha256:db452c0310ff8dfb3b7f677ccddd86427eac4ab3d9cdc144b4cecd181f372974
-- What the rules and indexes of audit_findings are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT audit_findings_seen_in_order ON audit_findings IS 'A finding is not last seen before it is first seen';

-- object: tables/call_analytics_cache.sql sha256:7a8f020470c485c0b58e109b483b3173b83c6ec6a1ff04a8b27ff62c80fc262c
-- What the rules and indexes of call_analytics_cache are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT call_analytics_cache_date_begins_its_period ON call_analytics_cache IS 'A period is named by its first day';

-- object: tables/call_search_queue.sql sha256:381743381752ec50b8b282eb4f4c5493981a92b0f87cc61c7a5c4d4a558bd66c
-- What the rules and indexes of call_search_queue are for; schema.prisma says what its columns are.
COMMENT ON INDEX call_search_queue_call_id_idx IS 'Takes every request of a call at once, and goes with a deleted call';

-- object: tables/call_search_rebuilds.sql sha256:7dadd37e518fcf0a43cc59c87362bba1494080a717d38532d7b386c9bbebe783
-- What the rules and indexes of call_search_rebuilds are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT call_search_rebuilds_place_is_whole ON call_search_rebuilds IS 'A place among calls has a moment and a call, or neither';

-- object: tables/call_searches.sql sha256:c5f23df0b7722ad7e056e3bc0f946f6d645b6c4be219d0d39eaf16c19802de2f
-- What the rules and indexes of call_searches are for; schema.prisma says what its columns are.
-- Prisma does not read this column, so that schema.prisma cannot say what it is.
COMMENT ON COLUMN call_searches.words IS 'Words of the person and of what was said, with the tenant and the number';
COMMENT ON INDEX call_searches_words_idx IS 'Finds the calls of a tenant in which rare words are';

-- object: tables/call_segment_analytics.sql sha256:16fe132a2b5e6985806ac004229381770341dfaad6e6f9ad86111721169fee57
-- What the rules and indexes of call_segment_analytics are for; schema.prisma says what its columns are.
COMMENT ON INDEX call_segment_analytics_agent_id_date_idx IS 'Reads the segments of an agent';

-- object: tables/calls.sql sha256:f7ed0e53e8f47c695db7e7d01161e3cdd71d6ad2e780f772ed18ae68bcda69ba
-- What the rules and indexes of calls are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT calls_credits_per_minute_is_not_negative ON calls IS 'A rate is never below zero';
COMMENT ON CONSTRAINT calls_credits_used_is_not_negative ON calls IS 'A call never gives credits';
COMMENT ON CONSTRAINT calls_duration_is_not_negative ON calls IS 'A call never lasts less than no time';
COMMENT ON CONSTRAINT calls_duration_minutes_are_started_minutes ON calls IS 'Minutes are seconds divided by 60, rounded up';
COMMENT ON CONSTRAINT calls_end_after_start ON calls IS 'A call does not end before it begins';
COMMENT ON CONSTRAINT calls_notes_say_something ON calls IS 'A note has 1 to 10,000 characters';
COMMENT ON CONSTRAINT calls_recording_is_the_tenants ON calls IS 'A recording lies in its tenant''s folder of the file storage';
COMMENT ON INDEX calls_agent_id_started_at_idx IS 'Lists an agent''s calls, newest first';
COMMENT ON INDEX calls_call_source_user_id_idx IS 'Lists a tenant''s calls of one source, newest first';
COMMENT ON INDEX calls_caller_email_idx IS 'Lists the calls of a person by address, newest first';
COMMENT ON INDEX calls_completed_idx IS 'Lists a tenant''s completed calls, newest first';
COMMENT ON INDEX calls_noted_idx IS 'Lists a tenant''s calls that have a note, newest first';
COMMENT ON INDEX calls_recorded_idx IS 'Lists a tenant''s calls that have a recording, newest first';
COMMENT ON INDEX calls_user_id_contact_id_started_at_idx IS 'Lists a contact''s calls, newest first, and the contacts that have calls';
COMMENT ON INDEX calls_user_id_duration_seconds_idx IS 'Lists a tenant''s calls, longest first';
COMMENT ON INDEX calls_user_id_lead_type_started_at_idx IS 'Lists a tenant''s inbound or outbound calls, newest first';
COMMENT ON INDEX calls_user_id_person_key_idx IS 'Lists a person''s calls, newest first';
COMMENT ON INDEX calls_user_id_started_at_idx IS 'Lists a tenant''s calls, newest first: the documented (user_id, created_at), on started_at, by which every page asks';
COMMENT ON INDEX calls_user_id_status_duration_seconds_idx IS 'Lists a tenant''s calls of a status that few have, longest first';
COMMENT ON INDEX calls_user_id_status_started_at_idx IS 'Lists a tenant''s calls of one status, newest first: the documented (user_id, status, created_at), on started_at; completed ones have an index of their own';

-- object: tables/contact_import_rows.sql sha256:8ff67e21a3b51ad5e2d1286a3d2b95932b660814e05cd156c2fbc283407a4db9
-- What the rules and indexes of contact_import_rows are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT contact_import_rows_left_out_is_a_list ON contact_import_rows IS 'What is left out is named, or there is nothing';
COMMENT ON CONSTRAINT contact_import_rows_others_have_a_target ON contact_import_rows IS 'What is not skipped has its contact';
COMMENT ON CONSTRAINT contact_import_rows_skipped_for_a_reason ON contact_import_rows IS 'Exactly what is skipped has a reason';
COMMENT ON INDEX contact_import_rows_kept_idx IS 'Lists what undoing left alone';
COMMENT ON INDEX contact_import_rows_left_out_idx IS 'Lists rows of which a field was left out';
COMMENT ON INDEX contact_import_rows_verdict_idx IS 'Lists the rows of an import by verdict';

-- object: tables/contact_imports.sql sha256:d66ef4021f3171fd4af40bc0ceecf017664787a740141dfb07e34ad867a5b3cb
-- What the rules and indexes of contact_imports are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT contact_imports_counts_add_up ON contact_imports IS 'Of an import that has ended, every row was created, updated or skipped';
COMMENT ON CONSTRAINT contact_imports_counts_are_not_negative ON contact_imports IS 'Nothing is counted below zero';
COMMENT ON CONSTRAINT contact_imports_file_is_the_tenants ON contact_imports IS 'A file lies in its tenant''s folder of the file storage';
COMMENT ON CONSTRAINT contact_imports_left_out_are_written ON contact_imports IS 'Rows without one of their fields are some of those that were written';
COMMENT ON CONSTRAINT contact_imports_numberless_are_created ON contact_imports IS 'Contacts without a number are some of those that were created';
COMMENT ON CONSTRAINT contact_imports_rows_done_is_within ON contact_imports IS 'No more rows are done than there are';
COMMENT ON INDEX contact_imports_user_id_created_at_idx IS 'Lists a tenant''s imports, newest first';
COMMENT ON INDEX contact_imports_working_idx IS 'Finds imports that are under way and do not move';

-- object: tables/contacts.sql sha256:3e58419691006c2ac58ea81e5a1495ed6ea8c0e06ad62ad78f81da8c86b7ddb0
-- What the rules and indexes of contacts are for; schema.prisma says what its columns are.
-- Prisma does not read this column, so that schema.prisma cannot say what it is.
COMMENT ON COLUMN contacts.search IS 'The words by which it is found, each behind the end of its tenant''s id; computed';
COMMENT ON CONSTRAINT contacts_auto_created_by_webhook_alone ON contacts IS 'A contact is auto-created exactly when its source is webhook';
COMMENT ON CONSTRAINT contacts_can_be_reached ON contacts IS 'A contact has at least a number, an address or a name';
COMMENT ON CONSTRAINT contacts_email_is_lower ON contacts IS 'An address is kept in lower case, so that equal ones are equal';
COMMENT ON CONSTRAINT contacts_made_from_a_call_are_auto_created ON contacts IS 'Only what was auto-created was made from a call';
COMMENT ON CONSTRAINT contacts_phone_extension_is_digits ON contacts IS 'An extension is one to eight digits';
COMMENT ON INDEX contacts_auto_created_from_call_id_idx IS 'Finds the contact that a call made';
COMMENT ON INDEX contacts_called_created_at_idx IS 'Lists a tenant''s contacts with calls, newest first';
COMMENT ON INDEX contacts_called_name_key_idx IS 'Lists a tenant''s contacts with calls by name';
COMMENT ON INDEX contacts_customers_idx IS 'Lists the contacts that are customers, newest first';
COMMENT ON INDEX contacts_not_imported_idx IS 'Lists contacts that calls made or a person entered, newest first';
COMMENT ON INDEX contacts_search_idx IS 'Finds contacts by the beginnings of words';
COMMENT ON INDEX contacts_user_id_created_at_idx IS 'Lists a tenant''s contacts, newest first';
COMMENT ON INDEX contacts_user_id_email_idx IS 'Finds a tenant''s contacts by address';
COMMENT ON INDEX contacts_user_id_import_id_idx IS 'Finds the contacts that an import made';
COMMENT ON INDEX contacts_user_id_name_key_idx IS 'Lists a tenant''s contacts by name';

-- object: tables/credit_transactions.sql sha256:aab1084926d1b228cedea6b4cb9cc95e875e0defa20df68c883240120effa4b7
-- What the rules and indexes of credit_transactions are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT credit_transactions_adjustment_names_its_admin ON credit_transactions IS 'An adjustment says which administrator made it';
COMMENT ON CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type ON credit_transactions IS 'Usage takes credits; purchase and bonus give them';
COMMENT ON CONSTRAINT credit_transactions_amount_moves_credits ON credit_transactions IS 'No entry moves nothing';
COMMENT ON CONSTRAINT credit_transactions_charge_is_minutes_times_rate ON credit_transactions IS 'The charge of a call is its minutes times the rate';
COMMENT ON INDEX credit_transactions_call_id_idx IS 'Finds the entries of a call';
COMMENT ON INDEX credit_transactions_conversation_id_idx IS 'Finds the entries of a conversation';
COMMENT ON INDEX credit_transactions_created_by_idx IS 'Finds the entries that an administrator made, when that user goes';
COMMENT ON INDEX credit_transactions_one_charge_per_call IS 'A call is charged once; corrections come on top';
COMMENT ON INDEX credit_transactions_one_charge_per_conversation IS 'A conversation is charged once, even when its call was deleted';
COMMENT ON INDEX credit_transactions_one_purchase_per_payment IS 'A payment buys credits once; its refund names it again';

-- object: tables/customer_events.sql sha256:843ff1844f9678281f0919610d489da88c1e5e34039c11ed81d7e86c83bca30d
-- What the rules and indexes of customer_events are for; schema.prisma says what its columns are.
COMMENT ON INDEX customer_events_created_by_idx IS 'Finds what a user changed of customers, when the user goes';
COMMENT ON INDEX customer_events_customer_id_idx IS 'Reads what became of a customer, newest first';

-- object: tables/customer_reference_counters.sql sha256:63fa0fb7321c803ec0c80d333ae146af0dff9ab213dafd03a910112962e51525
-- What the rules and indexes of customer_reference_counters are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT customer_reference_counters_last_number_counts ON customer_reference_counters IS 'Numbers begin with 1';
COMMENT ON CONSTRAINT customer_reference_counters_year_has_four_digits ON customer_reference_counters IS 'A year has four digits, as the reference has';

-- object: tables/customers.sql sha256:01a1ad575f734a928dafc234511c4958c83905a79d31358a3f3d4377e08b9093
-- What the rules and indexes of customers are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT customers_reference_has_its_form ON customers IS 'A reference is CUST-, four digits of the year, and four digits or more';
COMMENT ON INDEX customers_email_search_idx IS 'Finds a tenant''s customer by address';
COMMENT ON INDEX customers_origin_call_id_idx IS 'Finds the customer who began with a call';
COMMENT ON INDEX customers_phone_idx IS 'Finds a tenant''s customer by number';
COMMENT ON INDEX customers_status_conversion_date_idx IS 'Lists a tenant''s customers of one status, newest first';
COMMENT ON INDEX customers_user_id_conversion_date_idx IS 'Lists a tenant''s customers, the newest first';

-- object: tables/dashboard_cache.sql sha256:43558cb53f58ce3ab30b2f51181f5eeb04a0e562cd26151f0fc381219bdd0fe7
-- What the rules and indexes of dashboard_cache are for; schema.prisma says what its columns are.
COMMENT ON INDEX dashboard_cache_expires_at_idx IS 'Finds what has expired';

-- object: tables/deleted_contacts.sql sha256:57d4a04d78fc148e6dc1b12baae2d33d96e7382425ffbdccd4e98fef978cd909
-- What the rules and indexes of deleted_contacts are for; schema.prisma says what its columns are.
COMMENT ON INDEX deleted_contacts_deleted_at_idx IS 'Finds what is over for good';
COMMENT ON INDEX deleted_contacts_user_id_deletion_id_idx IS 'Finds what was deleted together';

-- object: tables/email_verification_tokens.sql sha256:2c58dc062d642e033ada9ef6df3256cbb0e7e72eba0d4c359b0853df509fa4fb
-- What the rules and indexes of email_verification_tokens are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT email_verification_tokens_email_is_lower_case ON email_verification_tokens IS 'An address is kept in lower case, as accounts keep theirs';
COMMENT ON INDEX email_verification_tokens_user_id_idx IS 'Finds the links of an account';

-- object: tables/follow_ups.sql sha256:ae75366d246b5318c7ad5498d2a15168bd72e5e04a864b674e906d8da8ef1096
-- What the rules and indexes of follow_ups are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT follow_ups_completed_by_only_when_completed ON follow_ups IS 'Only what is done was done by somebody';
COMMENT ON CONSTRAINT follow_ups_completed_has_its_moment ON follow_ups IS 'What is done has its moment, and nothing else has one';
COMMENT ON CONSTRAINT follow_ups_is_completed_follows_status ON follow_ups IS 'is_completed is true for the status completed alone';
COMMENT ON CONSTRAINT follow_ups_lead_can_be_identified ON follow_ups IS 'A follow-up is about somebody';
COMMENT ON INDEX follow_ups_call_id_idx IS 'Finds the follow-ups that were made from a call';
COMMENT ON INDEX follow_ups_completed_by_idx IS 'Finds the follow-ups that a user completed, when the user goes';
COMMENT ON INDEX follow_ups_created_by_idx IS 'Finds the follow-ups that a user wrote, when the user goes';
COMMENT ON INDEX follow_ups_one_pending_per_person_and_day IS 'A person is followed up at most once a day';
COMMENT ON INDEX follow_ups_user_id_completed_at_idx IS 'Lists what was done, the newest first';
COMMENT ON INDEX follow_ups_user_id_follow_up_date_idx IS 'Lists a tenant''s follow-ups by day';
COMMENT ON INDEX follow_ups_user_id_person_key_idx IS 'Lists the follow-ups of a person';
COMMENT ON INDEX follow_ups_user_id_status_date_idx IS 'Lists what is due, overdue, to come or cancelled';

-- object: tables/job_runs.sql sha256:fe0154ba715990302c7380b2e3acdf0b91b59f85e80d9fdd549ccf57ae3a5c20
-- What the rules and indexes of job_runs are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT job_runs_end_after_start ON job_runs IS 'A run does not end before it begins';
COMMENT ON CONSTRAINT job_runs_end_says_how_it_ended ON job_runs IS 'A run that ended has a duration and either a number of rows or an error';
COMMENT ON INDEX job_runs_started_at_idx IS 'Lists runs, newest first, and finds those old enough to remove';

-- object: tables/job_schedule.sql sha256:7c071f91e0ea106c26790390091ea02b96850c62be0800319a9af9ffe8a455f2
-- What the rules and indexes of job_schedule are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT job_schedule_slot_is_a_minute ON job_schedule IS 'A slot is a whole minute';

-- object: tables/job_totals.sql sha256:1b4b2781d576333b79aef5114e1d683ac956e9d30d1d6ffbdab6e27438d82fbf
-- What the rules and indexes of job_totals are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT job_totals_only_grow ON job_totals IS 'A total is never negative';

-- object: tables/kpi_refresh_state.sql sha256:addf7f27e4dea520d1426ac0a30d15f72f58c1b1c77e6a5609a2a6ebe375f2d0
-- What the rules and indexes of kpi_refresh_state are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT kpi_refresh_state_is_one_row ON kpi_refresh_state IS 'The table has one row';
COMMENT ON SEQUENCE kpi_staleness_seq IS 'Advanced by every statement that makes user_kpi_summary stale';

-- object: tables/lead_analytics.sql sha256:0ca7ee21e621b5ff92ae6c3ab5bbd90ab6d2793a2fb0369947dc24d01c2d9b2e
-- What the rules and indexes of lead_analytics are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT lead_analytics_override_has_a_reason ON lead_analytics IS 'A reason says something, in 1,000 characters at most';
COMMENT ON CONSTRAINT lead_analytics_override_is_whole ON lead_analytics IS 'An override has a score, what follows from it, a reason and a moment, or none of them';
COMMENT ON INDEX lead_analytics_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, newest first';
COMMENT ON INDEX lead_analytics_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, newest first';
COMMENT ON INDEX lead_analytics_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, and the notifications of them, newest first';
COMMENT ON INDEX lead_analytics_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, newest first';
COMMENT ON INDEX lead_analytics_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, newest first';
COMMENT ON INDEX lead_analytics_demo_idx IS 'Lists notifications of demos';
COMMENT ON INDEX lead_analytics_lead_status_tag_idx IS 'Lists a tenant''s hot, warm or cold leads, newest first';
COMMENT ON INDEX lead_analytics_lead_status_tag_total_score_idx IS 'Lists a tenant''s leads of a temperature, highest score first';
COMMENT ON INDEX lead_analytics_notable_idx IS 'Lists a tenant''s notifications, the newest calls first';
COMMENT ON INDEX lead_analytics_overridden_by_idx IS 'Finds the leads that a user overruled, when the user goes';
COMMENT ON INDEX lead_analytics_qualified_idx IS 'Lists a tenant''s qualified leads, newest first';
COMMENT ON INDEX lead_analytics_unread_idx IS 'Counts and lists what is not read, the newest calls first';
COMMENT ON INDEX lead_analytics_user_id_call_started_at_idx IS 'Lists a tenant''s leads, newest first';
COMMENT ON INDEX lead_analytics_user_id_person_key_idx IS 'Reads a person''s leads, newest first';
COMMENT ON INDEX lead_analytics_user_id_total_score_idx IS 'Lists a tenant''s leads, highest score first';

-- object: tables/leads.sql sha256:3e2f453df956ef33370e2ba74614c13d667845a7a47662673edec6a9c27864a4
-- What the rules and indexes of leads are for; schema.prisma says what its columns are.
COMMENT ON INDEX leads_agent_latest_call_idx IS 'Lists the leads whom an agent spoke to last';
COMMENT ON INDEX leads_best_rank_idx IS 'Lists a tenant''s leads by their best score';
COMMENT ON INDEX leads_company_search_idx IS 'Finds leads by the beginning of their company';
COMMENT ON INDEX leads_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, the latest called first';
COMMENT ON INDEX leads_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, the latest called first';
COMMENT ON INDEX leads_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, the latest called first';
COMMENT ON INDEX leads_cta_idx IS 'Lists a tenant''s leads with a call to action, the latest called first';
COMMENT ON INDEX leads_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, the latest called first';
COMMENT ON INDEX leads_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, the latest called first';
COMMENT ON INDEX leads_demo_idx IS 'Lists a tenant''s leads with a demo, the latest called first';
COMMENT ON INDEX leads_email_search_idx IS 'Finds leads by the beginning of their address';
COMMENT ON INDEX leads_last_name_search_idx IS 'Finds leads by the beginning of their last name';
COMMENT ON INDEX leads_latest_call_idx IS 'Lists a tenant''s leads, the latest called first';
COMMENT ON INDEX leads_latest_rank_idx IS 'Lists a tenant''s leads by their latest score';
COMMENT ON INDEX leads_name_search_idx IS 'Finds leads by the beginning of their name';
COMMENT ON INDEX leads_phone_number_idx IS 'Finds leads by the beginning of their number';
COMMENT ON INDEX leads_tag_best_rank_idx IS 'Lists a tenant''s hot, warm or cold leads by their best score';
COMMENT ON INDEX leads_tag_latest_call_idx IS 'Lists and counts a tenant''s hot, warm or cold leads, the latest called first';
COMMENT ON INDEX leads_tag_latest_rank_idx IS 'Lists a tenant''s hot, warm or cold leads by their latest score';

-- object: tables/login_attempts.sql sha256:7105ac259f8002d49467ca8d4cc7acee47c55d15560ea9c20c02b3d2526d4a73
-- What the rules and indexes of login_attempts are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT login_attempts_email_is_lower_case ON login_attempts IS 'An address is kept in lower case, so that attempts at it are counted together';
COMMENT ON CONSTRAINT login_attempts_failed_for_a_reason ON login_attempts IS 'A failed attempt has a reason and a successful one none';
COMMENT ON INDEX login_attempts_attempted_at_idx IS 'Finds the attempts that are old enough to remove';
COMMENT ON INDEX login_attempts_email_attempted_at_idx IS 'Counts the recent attempts at an address';
COMMENT ON INDEX login_attempts_network_attempted_at_idx IS 'Counts the recent attempts from one place';

-- object: tables/oauth_accounts.sql sha256:253fbecdbc2d818e10faea2a44f1893fb0aefbc0681fe68502d547e68a1295e2
-- What the rules and indexes of oauth_accounts are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT oauth_accounts_email_is_lower_case ON oauth_accounts IS 'An address is kept in lower case, as accounts keep theirs';

-- object: tables/password_reset_attempts.sql sha256:9e4a5fb6ca3838fed55566a096acb17f7e27bcc7aa357fc7229965eb1f871084
-- What the rules and indexes of password_reset_attempts are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT password_reset_attempts_email_is_lower_case ON password_reset_attempts IS 'An address is kept in lower case, so that requests for it are counted together';
COMMENT ON INDEX password_reset_attempts_attempted_at_idx IS 'Finds the requests that are old enough to remove';

-- object: tables/password_reset_tokens.sql sha256:0981e447e27c50aa0a65fdf7c116377f7d8247e22ab0c4f73a7f77e11f545e19
-- What the rules and indexes of password_reset_tokens are for; schema.prisma says what its columns are.
COMMENT ON INDEX password_reset_tokens_user_id_idx IS 'Finds the links of an account';

-- object: tables/phone_numbers.sql sha256:e00b48c28dac93efe9c068aabf1552df31b68ed7e2f5f221a6286d52a78d6679
-- What the rules and indexes of phone_numbers are for; schema.prisma says what its columns are.
COMMENT ON INDEX phone_numbers_assigned_to_user_id_idx IS 'Lists the numbers of a tenant';
COMMENT ON INDEX phone_numbers_one_active_number IS 'A number is active at most once';

-- object: tables/rollup_changes.sql sha256:0c1acdaf3e0cbe1b6b33623da9144f68b6e636064bf6e5abae9557b5e050c2dd
-- What the rules and indexes of rollup_changes are for; schema.prisma says what its columns are.
COMMENT ON SEQUENCE rollup_changes_place_seq IS 'Gives the rows of rollup_changes their places';

-- object: tables/saved_views.sql sha256:b663f6d2447da4ba07a6d300401a2450cf599ae599b062571070aab0fc718060
-- What the rules and indexes of saved_views are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT saved_views_name_says_something ON saved_views IS 'A name is not empty and has no space around it';
COMMENT ON CONSTRAINT saved_views_page_is_a_path ON saved_views IS 'A page is named by its path';

-- object: tables/system_config.sql sha256:1941c8dea4443c367122e14f59bf6ea9d881e599d3950320598716f212fd169c
-- What the rules and indexes of system_config are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT system_config_bounds_are_of_numbers ON system_config IS 'Only numbers have bounds';
COMMENT ON CONSTRAINT system_config_default_has_its_type ON system_config IS 'The default reads as its type';
COMMENT ON CONSTRAINT system_config_default_is_in_bounds ON system_config IS 'The default is within the bounds';
COMMENT ON CONSTRAINT system_config_secret_is_encrypted ON system_config IS 'A secret is a text, has no default and is empty or ciphertext';
COMMENT ON CONSTRAINT system_config_value_has_its_type ON system_config IS 'The value reads as its type';
COMMENT ON CONSTRAINT system_config_value_is_in_bounds ON system_config IS 'The value is within the bounds';

-- object: tables/transcripts.sql sha256:d1a1e5087957b6faed6a3babf1ef38c3e6c908b22bf0c34fb66ec2bacdb734ff
-- What the rules and indexes of transcripts are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT transcripts_speaker_segments_is_array ON transcripts IS 'The turns are a JSON array';

-- object: tables/trigger_error_log.sql sha256:da5ce20fef96965ec4ba63ce7866a949bbdbecb26e7dc02d176f131563c9c605
-- What the rules and indexes of trigger_error_log are for; schema.prisma says what its columns are.
COMMENT ON INDEX trigger_error_log_occurred_at_idx IS 'Finds the newest failures and those old enough to remove';
COMMENT ON SEQUENCE trigger_error_log_id_seq IS 'Numbers the rows of trigger_error_log';

-- object: tables/user_analytics.sql sha256:e687cd7e4f65ba37458a9ab23aac2e4b50d872c57dd30e04d4f3fac786f5b98b
-- What the rules and indexes of user_analytics are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT user_analytics_hour_is_of_a_day ON user_analytics IS 'An hour is 0 to 23';

-- object: tables/user_sessions.sql sha256:53f3fc184466e42697974e497a660b70b3fcc99de81adf0d233335c3a908f16f
-- What the rules and indexes of user_sessions are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT user_sessions_ended_does_not_work ON user_sessions IS 'A session that was ended works no more';
COMMENT ON CONSTRAINT user_sessions_ended_for_a_reason ON user_sessions IS 'A session that was ended has a reason, and no other has one';
COMMENT ON CONSTRAINT user_sessions_refresh_outlasts_token ON user_sessions IS 'A session can be prolonged at least as long as it works';
COMMENT ON INDEX user_sessions_active_idx IS 'Finds a user''s sessions that still work';
COMMENT ON INDEX user_sessions_user_id_idx IS 'Finds all sessions of a user';

-- object: tables/users.sql sha256:b1e8a2d0b577a899d821ebe2f7b857dabca4500eae2dc6e9dfc7750b57fedd80
-- What the rules and indexes of users are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT users_country_is_iso ON users IS 'A country is two capital letters';
COMMENT ON CONSTRAINT users_email_has_at ON users IS 'An address has something before its @';
COMMENT ON CONSTRAINT users_email_is_lower_case ON users IS 'An address is kept in lower case, so that it is found however it was typed';
COMMENT ON CONSTRAINT users_timezone_exists ON users IS 'The zone is one that the database knows';

-- object: tables/webhook_events.sql sha256:9722dbc669a701f3f6ff240f04d89d69f457e5e5f869342121868feaaf0a3fae
-- What the rules and indexes of webhook_events are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT webhook_events_body_is_in_one_place ON webhook_events IS 'A body lies in the table or in the file storage, never in both or neither';
COMMENT ON CONSTRAINT webhook_events_call_has_a_tenant ON webhook_events IS 'A call is named together with its tenant';
COMMENT ON CONSTRAINT webhook_events_set_aside_with_a_reason ON webhook_events IS 'What is quarantined has a reason';
COMMENT ON INDEX webhook_events_pending_idx IS 'Takes the oldest events that wait to be processed';
COMMENT ON INDEX webhook_events_quarantined_idx IS 'Counts the events that were set aside for somebody to look at';
COMMENT ON INDEX webhook_events_user_id_call_id_idx IS 'Finds the events of a tenant and of a call that is deleted';
COMMENT ON INDEX webhook_events_waiting_idx IS 'Finds the events that wait for something of their conversation';

-- object: targets/agent_targets_from_agents.sql sha256:b9d6cc804f6dd80bc1ff620d54a976be0a700cff14fb181250294f569d411486
-- Targets are the KPIs that users set for their agents: each change of an agent's day moves the achievement of the targets whose
-- period contains it, by new minus old.
CREATE OR REPLACE FUNCTION trg_agents_targets() RETURNS trigger
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
  WITH image AS (
    SELECT agent_id, user_id, date, total_calls, successful_calls, leads_generated
    FROM agent_days_new WHERE hour IS NULL
    UNION ALL
    SELECT agent_id, user_id, date, -total_calls, -successful_calls, -leads_generated
    FROM agent_days_old WHERE hour IS NULL
  ), moved AS (
    SELECT target.id, sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(leads_generated) AS leads
    FROM image JOIN agent_targets target ON target.agent_id = image.agent_id AND target.user_id = image.user_id
      AND image.date BETWEEN target.target_date AND target.period_end
    GROUP BY target.id
  )
  UPDATE agent_targets t SET
    actual_calls = t.actual_calls + moved.calls,
    actual_successful_calls = t.actual_successful_calls + moved.successful_calls,
    actual_leads = t.actual_leads + moved.leads
  FROM moved
  WHERE t.id = moved.id AND (moved.calls, moved.successful_calls, moved.leads) <> (0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_agents_targets() IS 'The achievement of targets moves with the agents'' days, by new minus old';

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();

-- object: targets/fill_agent_target.sql sha256:3b0c1648821685810d261a9ada9be9b9ae22c44f3ca5e464af406514e8b81ff6
-- A new or moved target starts with what its period has brought already. It is counted while the rollups are held, so that no
-- call falls between that count and the differences that follow it. Another tenant's agent has no days here: the foreign key refuses it only
-- when the statement has returned its row.
CREATE OR REPLACE FUNCTION trg_agent_targets_fill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups(ARRAY[NEW.user_id]);
  SELECT coalesce(sum(total_calls), 0), coalesce(sum(successful_calls), 0), coalesce(sum(leads_generated), 0)
  INTO NEW.actual_calls, NEW.actual_successful_calls, NEW.actual_leads
  FROM agent_analytics
  WHERE agent_id = NEW.agent_id AND hour IS NULL
    AND date BETWEEN NEW.target_date AND period_last_day(NEW.target_type, NEW.target_date)
    AND EXISTS (SELECT FROM agents WHERE id = NEW.agent_id AND user_id = NEW.user_id);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_targets_fill() IS 'A new or moved target starts with what its period has brought already';

CREATE OR REPLACE TRIGGER trigger_agent_targets_fill
  BEFORE INSERT OR UPDATE OF agent_id, user_id, target_date, target_type ON agent_targets
  FOR EACH ROW EXECUTE FUNCTION trg_agent_targets_fill();

-- object: targets/mark_trends_stale.sql sha256:b42945ad10154a38139157de2e2d7ba1256a9fbb745fb780b1905547e3299096
-- A change of an agent's day makes its periods' trends and those that follow stale: the day waits in stale_trends until an hourly task
-- has made them anew. It is written while the rollups are held, so the task takes the day either with the change or not at all.
CREATE OR REPLACE FUNCTION trg_mark_trends_stale() RETURNS trigger
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
  -- A tenant that goes takes its agents' days along: nobody asks for their trends any more.
  INSERT INTO stale_trends (tenant_id, day)
  SELECT changed.user_id, changed.date
  FROM (SELECT user_id, date FROM agent_days_new UNION SELECT user_id, date FROM agent_days_old) changed
  WHERE EXISTS (SELECT FROM users WHERE users.id = changed.user_id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_mark_trends_stale() IS 'A day whose agents'' figures changed waits for its trends to be made anew';

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

-- object: targets/rebuild_agent_targets.sql sha256:0aefc793bb91c5da215ae255e5007360ce746b5c7034e581a6c8cd2c281dd15a
-- Counts what the targets of a range of days have reached anew, from agents' days that are rebuilt first, and says how many rows
-- that changed.
CREATE OR REPLACE FUNCTION rebuild_agent_targets(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, period_first_day('quarterly', first_day), period_last_day('quarterly', last_day));
  WITH reached AS (
    SELECT target.id, coalesce(sum(total_calls), 0)::integer AS calls, coalesce(sum(successful_calls), 0)::integer AS successful_calls,
      coalesce(sum(leads_generated), 0)::integer AS leads
    FROM agent_targets target
    LEFT JOIN agent_analytics a ON a.agent_id = target.agent_id AND a.user_id = target.user_id AND a.hour IS NULL
      AND a.date BETWEEN target.target_date AND target.period_end
    WHERE target.user_id = tenant AND target.target_date <= last_day AND target.period_end >= first_day
    GROUP BY target.id
  )
  UPDATE agent_targets t
  SET actual_calls = reached.calls, actual_successful_calls = reached.successful_calls, actual_leads = reached.leads
  FROM reached
  WHERE t.id = reached.id
    AND (t.actual_calls, t.actual_successful_calls, t.actual_leads) <> (reached.calls, reached.successful_calls, reached.leads);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'agent_targets');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_agent_targets(uuid,date,date) IS 'Counts anew what the targets of these days have reached; returns how many rows that changed';

-- object: targets/refresh_stale_trends.sql sha256:a1826e7b745549aaf68ddea5fcbefc596086886c96d4ec4f7c54b04080d0482b
-- The trends of every day that waits in stale_trends are made anew, days that follow each other together.
CREATE OR REPLACE FUNCTION refresh_stale_trends(tenant uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  days record;
  made integer := 0;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  FOR days IN
    SELECT min(day) AS first, max(day) AS last
    FROM (SELECT day, day - (row_number() OVER (ORDER BY day))::integer AS island FROM stale_trends WHERE tenant_id = tenant) numbered
    GROUP BY island ORDER BY 1
  LOOP
    made := made + refresh_agent_performance_trends(tenant, days.first, days.last);
  END LOOP;
  RETURN made;
END $$;
COMMENT ON FUNCTION refresh_stale_trends(uuid) IS
  'Makes the trends of a tenant''s days that wait in stale_trends anew; returns how many trends that were';

CREATE OR REPLACE FUNCTION list_tenants_with_stale_trends() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT DISTINCT tenant_id FROM stale_trends ORDER BY 1 $$;
COMMENT ON FUNCTION list_tenants_with_stale_trends() IS 'Tenants of whose days some wait for their trends to be made anew';

-- object: targets/take_agents_tenant.sql sha256:ec8b349c9d24929ac5523c9482ec61bbde4bb547a8d68557efc4f8b0d8c5b16a
-- A target or a trend that names no tenant is its agent's tenant's. By its name this comes before a target's figures are counted.
CREATE OR REPLACE FUNCTION trg_take_agents_tenant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  SELECT a.user_id INTO NEW.user_id FROM agents a WHERE a.id = NEW.agent_id;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_take_agents_tenant() IS 'A target or a trend that names no tenant is its agent''s tenant''s';

CREATE OR REPLACE TRIGGER trigger_agent_targets_1_take_tenant
  BEFORE INSERT ON agent_targets
  FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION trg_take_agents_tenant();

CREATE OR REPLACE TRIGGER trigger_agent_performance_trends_1_take_tenant
  BEFORE INSERT ON agent_performance_trends
  FOR EACH ROW WHEN (NEW.user_id IS NULL) EXECUTE FUNCTION trg_take_agents_tenant();

-- A trend that leaves its figures out takes them from its agent's days; what it is compared with is made by the next refresh.
CREATE OR REPLACE FUNCTION trg_agent_performance_trends_fill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  days record;
BEGIN
  SELECT coalesce(sum(total_calls), 0) AS calls, sum(successful_calls) AS successful_calls,
    coalesce(sum(leads_generated), 0) AS leads, coalesce(sum(qualified_leads), 0) AS qualified_leads
  INTO days FROM agent_analytics
  WHERE agent_id = NEW.agent_id AND user_id = NEW.user_id AND hour IS NULL AND date BETWEEN NEW.period_start AND NEW.period_end;
  NEW.total_calls := coalesce(NEW.total_calls, days.calls);
  NEW.leads_generated := coalesce(NEW.leads_generated, days.leads);
  NEW.qualified_leads := coalesce(NEW.qualified_leads, days.qualified_leads);
  NEW.success_rate := coalesce(NEW.success_rate, round(100.0 * days.successful_calls / nullif(days.calls, 0), 2));
  NEW.conversion_rate := coalesce(NEW.conversion_rate, round(100.0 * days.leads / nullif(days.calls, 0), 2));
  INSERT INTO stale_trends (tenant_id, day) SELECT id, NEW.period_start FROM users WHERE id = NEW.user_id ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_performance_trends_fill() IS
  'A trend that leaves its figures out takes them from its agent''s days, and waits to be compared';

CREATE OR REPLACE TRIGGER trigger_agent_performance_trends_2_fill
  BEFORE INSERT ON agent_performance_trends
  FOR EACH ROW WHEN (NEW.total_calls IS NULL OR NEW.leads_generated IS NULL OR NEW.qualified_leads IS NULL)
  EXECUTE FUNCTION trg_agent_performance_trends_fill();
