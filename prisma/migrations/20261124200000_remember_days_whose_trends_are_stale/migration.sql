-- Days whose agents' figures changed since their trends were made. The key is the whole row: however often a day changes, it waits once.
CREATE TABLE stale_trends (
  tenant_id uuid NOT NULL,
  day date NOT NULL,
  CONSTRAINT stale_trends_pkey PRIMARY KEY (tenant_id, day),
  CONSTRAINT stale_trends_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES users (id) ON DELETE CASCADE
);
REVOKE ALL ON stale_trends FROM PUBLIC;
COMMENT ON TABLE stale_trends IS 'Days whose agents'' figures changed since agent_performance_trends were last made of them';
COMMENT ON COLUMN stale_trends.tenant_id IS 'Whose day it is';
COMMENT ON COLUMN stale_trends.day IS 'The day whose figures changed';

-- Trends made before this table was kept may be of older figures.
INSERT INTO stale_trends SELECT DISTINCT user_id, date FROM agent_analytics WHERE hour IS NULL;
