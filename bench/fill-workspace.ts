import type pg from "pg";

/** Of how many people one is a customer, and one has a follow-up. */
const customersOneOf = 30;
const followUpsOneOf = 15;

/** For each contact of the history, so many who never called, newer and earlier in the alphabet. */
const neverCalled = 2;

/**
 * What a team made of a generated history: customers of its contacts, follow-ups with its leads, half of them still to do, and contacts
 * that nobody has talked to.
 */
export async function fillWorkspace(owner: pg.Client): Promise<void> {
  await owner.query(
    `INSERT INTO customers (user_id, contact_id, customer_reference_number, name, phone, company, conversion_date, original_lead_source,
       assigned_sales_rep, person_key)
     SELECT c.user_id, c.id, '', c.name, c.phone_number, c.company, now() - n * interval '1 hour', 'Inbound', 'Rep ' || n % 7, c.phone_number
     FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY id) AS n FROM contacts) c WHERE n % $1 = 0`,
    [customersOneOf],
  );
  await owner.query(
    `INSERT INTO follow_ups (user_id, call_id, person_key, lead_name, lead_phone, lead_email, follow_up_date, is_completed,
       follow_up_status, completed_at)
     SELECT user_id, latest_call_id, person_key, name, phone_number, coalesce(email, latest_call_id || '@generated.example'),
       current_date + (n % 120 - 60)::integer, n % 2 = 1, CASE WHEN n % 2 = 0 THEN 'pending' ELSE 'completed' END,
       CASE WHEN n % 2 = 1 THEN now() END
     FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY id) AS n FROM leads) l WHERE n % $1 = 0`,
    [followUpsOneOf],
  );
  await owner.query(
    "INSERT INTO contacts (user_id, name) SELECT user_id, 'A' || name || ' ' || n FROM contacts, generate_series(1, $1::integer) n",
    [neverCalled],
  );
  await owner.query("VACUUM ANALYZE customers, follow_ups, contacts");
}
