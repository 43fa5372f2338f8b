/** Where the browser keeps what the bell shows. */
export const latestKey = ["live", "notifications", "latest"] as const;
