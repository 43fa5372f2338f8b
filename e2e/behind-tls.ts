/** The tag of journeys that also run behind a proxy that ends TLS: where requests are passed on, whose they are, and what keeps a session. */
export const behindTls = "@tls";
