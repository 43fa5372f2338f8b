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
