/** What job processes of tests are told: where nothing is stored, and no mail server. */
export const jobsEnv = {
  storageDir: "/nonexistent",
  smtpUrl: undefined,
  mailFrom: "Callwright <no-reply@callwright.example>",
  nextAuthUrl: "https://callwright.example",
};
