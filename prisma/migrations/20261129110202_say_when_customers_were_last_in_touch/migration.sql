-- Customers who were in touch after what their row says, or whose row says nothing.
ALTER TABLE customers DISABLE TRIGGER USER;
UPDATE customers m SET last_interaction_date = found.moment
FROM (SELECT id, find_last_interaction(id, user_id, contact_id, person_key) AS moment FROM customers) found
WHERE found.id = m.id AND (m.last_interaction_date IS NULL OR m.last_interaction_date < found.moment) AND found.moment IS NOT NULL;
ALTER TABLE customers ENABLE TRIGGER USER;
