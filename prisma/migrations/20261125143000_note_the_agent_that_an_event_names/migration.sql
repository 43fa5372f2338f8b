-- An event that names an agent which no tenant has yet is found again once one has it.
ALTER TABLE webhook_events ADD COLUMN provider_agent_id varchar(128);
UPDATE webhook_events
SET provider_agent_id = substring(detail FROM '^No agent is linked to (.{1,128})\.$')
WHERE reason = 'unknown_agent';
