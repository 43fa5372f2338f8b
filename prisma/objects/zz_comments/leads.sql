-- One row for each lead, counted from its calls.
COMMENT ON TABLE leads IS 'A person with at least one call that showed a lead: what those calls add up to, kept by triggers on lead_analytics';
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
COMMENT ON INDEX leads_latest_call_idx IS 'Lists a tenant''s leads, the latest called first';
COMMENT ON INDEX leads_tag_latest_call_idx IS 'Lists and counts a tenant''s hot, warm or cold leads, the latest called first';
COMMENT ON INDEX leads_agent_latest_call_idx IS 'Lists the leads whom an agent spoke to last';
COMMENT ON INDEX leads_latest_rank_idx IS 'Lists a tenant''s leads by their latest score';
COMMENT ON INDEX leads_tag_latest_rank_idx IS 'Lists a tenant''s hot, warm or cold leads by their latest score';
COMMENT ON INDEX leads_best_rank_idx IS 'Lists a tenant''s leads by their best score';
COMMENT ON INDEX leads_tag_best_rank_idx IS 'Lists a tenant''s hot, warm or cold leads by their best score';
COMMENT ON INDEX leads_cta_idx IS 'Lists a tenant''s leads with a call to action, the latest called first';
COMMENT ON INDEX leads_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, the latest called first';
COMMENT ON INDEX leads_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, the latest called first';
COMMENT ON INDEX leads_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, the latest called first';
COMMENT ON INDEX leads_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, the latest called first';
COMMENT ON INDEX leads_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, the latest called first';
COMMENT ON INDEX leads_demo_idx IS 'Lists a tenant''s leads with a demo, the latest called first';
COMMENT ON INDEX leads_phone_number_idx IS 'Finds leads by the beginning of their number';
COMMENT ON INDEX leads_name_search_idx IS 'Finds leads by the beginning of their name';
COMMENT ON INDEX leads_last_name_search_idx IS 'Finds leads by the beginning of their last name';
COMMENT ON INDEX leads_email_search_idx IS 'Finds leads by the beginning of their address';
COMMENT ON INDEX leads_company_search_idx IS 'Finds leads by the beginning of their company';
COMMENT ON COLUMN customers.person_key IS 'The lead that became this customer, as leads.person_key; NULL when it was none';
COMMENT ON COLUMN customers.origin_call_id IS 'The call with which everything began';
COMMENT ON COLUMN customers.name_search IS 'The name in lower case, searched by its beginning';
COMMENT ON COLUMN customers.last_name_search IS 'The last word of the name in lower case, searched by its beginning';
COMMENT ON COLUMN customers.email_search IS 'The address in lower case, searched by its beginning';
COMMENT ON COLUMN customers.company_search IS 'The company in lower case, searched by its beginning';
COMMENT ON INDEX customers_status_conversion_date_idx IS 'Lists a tenant''s customers of one status, newest first';
COMMENT ON INDEX customers_origin_call_id_idx IS 'Finds the customer who began with a call';
COMMENT ON INDEX customers_phone_idx IS 'Finds a tenant''s customer by number';
COMMENT ON INDEX customers_email_search_idx IS 'Finds a tenant''s customer by address';
COMMENT ON TABLE customer_events IS 'What became of a customer: conversion and every change that matters, written by a trigger and never changed';
COMMENT ON COLUMN customer_events.customer_id IS 'The customer it happened to';
COMMENT ON COLUMN customer_events.kind IS 'converted, status_changed, sales_rep_changed, note_changed or details_changed';
COMMENT ON COLUMN customer_events.from_value IS 'What it was before; NULL when it was nothing';
COMMENT ON COLUMN customer_events.to_value IS 'What it became; NULL when it became nothing';
COMMENT ON COLUMN customer_events.created_by IS 'User who did it; NULL when no user did, or the user is gone';
COMMENT ON COLUMN customer_events.created_at IS 'When it happened';
COMMENT ON INDEX customer_events_customer_id_idx IS 'Reads what became of a customer, newest first';
-- A view that stands for a table says what the table says.
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    SELECT format('COMMENT ON COLUMN person_leads.%I IS %L', v.attname, col_description('leads'::regclass, t.attnum))
    FROM pg_attribute v JOIN pg_attribute t ON t.attrelid = 'leads'::regclass AND t.attname = v.attname
    WHERE v.attrelid = 'person_leads'::regclass AND v.attnum > 0 AND col_description('leads'::regclass, t.attnum) IS NOT NULL
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
COMMENT ON INDEX customer_events_created_by_idx IS 'Finds what a user changed of customers, when the user goes';
