import "server-only";
import { cookies } from "next/headers";
import { sessionCookie } from "../sessions/session-cookie";
import { sessionSecret } from "../sessions/session-secret";
import { type LinkTicket, linkTicketSeconds, openLinkTicket, sealLinkTicket } from "./link-ticket";

/** Kept like the session, under its own name. */
function linkCookie() {
  const { options } = sessionCookie();
  return { name: options.secure ? "__Host-callwright.link" : "callwright.link", options };
}

/** Gives the browser the sealed link request, which is checked when the provider returns. */
export async function giveLinkTicket(ticket: Omit<LinkTicket, "ticketId">): Promise<void> {
  const { name, options } = linkCookie();
  const sealed = await sealLinkTicket(ticket, sessionSecret());
  (await cookies()).set(name, sealed, { ...options, maxAge: linkTicketSeconds });
}

/** Removes the link request from the browser, so that the next sign-in is an ordinary one. */
export async function takeLinkTicket(): Promise<LinkTicket | null> {
  const { name, options } = linkCookie();
  const store = await cookies();
  const sealed = store.get(name)?.value;
  if (!sealed) return null;
  store.set(name, "", { ...options, maxAge: 0 });
  return openLinkTicket(sealed, sessionSecret());
}
