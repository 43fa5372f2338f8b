import "server-only";
import { cookies } from "next/headers";
import { type LinkTicket, linkTicketSeconds, openLinkTicket, sealLinkTicket } from "./link-ticket";
import { sessionCookie } from "./session-cookie";
import { sessionSecret } from "./session-secret";

/** Kept like the session, under its own name. */
function linkCookie() {
  const { options } = sessionCookie();
  return { name: options.secure ? "__Host-callwright.link" : "callwright.link", options };
}

/** Gives the browser a wish to link, which the provider's answer is then taken for. */
export async function giveLinkTicket(ticket: Omit<LinkTicket, "ticketId">): Promise<void> {
  const { name, options } = linkCookie();
  const sealed = await sealLinkTicket(ticket, sessionSecret());
  (await cookies()).set(name, sealed, { ...options, maxAge: linkTicketSeconds });
}

/** Takes the wish from the browser: what it holds afterwards is an ordinary sign-in again. */
export async function takeLinkTicket(): Promise<LinkTicket | null> {
  const { name, options } = linkCookie();
  const store = await cookies();
  const sealed = store.get(name)?.value;
  if (!sealed) return null;
  store.set(name, "", { ...options, maxAge: 0 });
  return openLinkTicket(sealed, sessionSecret());
}
