import { renewSession } from "@/lib/auth/sessions/renew-session";
import { safeCallbackUrl } from "@/lib/auth/sign-in/safe-callback-url";
import { getDatabase } from "@/lib/db/get-database";
import { systemClock } from "@/lib/platform/clock";
import { answer } from "../../_answer";

export const dynamic = "force-dynamic";

/** Renews the session for a page, which cannot set a cookie itself, and leads back to it; or to the sign-in when it is over. */
export const GET = answer(async (request) => {
  const url = new URL(request.url);
  // A link inside the product fetches; a response that is not a page makes the router load this address in the tab.
  if (request.headers.has("rsc") || url.searchParams.has("_rsc")) {
    return new Response("Open this address in a browser tab.", { headers: { "cache-control": "private, no-store" } });
  }
  const callbackUrl = safeCallbackUrl(url.searchParams.get("callbackUrl"));
  const tokens = await renewSession({ db: getDatabase(), clock: systemClock });
  const location = tokens ? callbackUrl : `/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`;
  return new Response(null, { status: 307, headers: { location, "cache-control": "private, no-store" } });
});
