import type { NextRequest } from "next/server";
import { AppError } from "@/lib/platform/errors";
import { privateJson } from "../../_answer";

const callbackCookies = ["next-auth.callback-url", "__Secure-next-auth.callback-url"];

/** Far more than an address and a password take. next-auth reads a body to its end, whoever sends it. */
const bodyBytesMax = 64 * 1024;

/** What next-auth would answer as a fault of ours although it lies in the request, or do for anybody; null when it may have it. */
export function refuseUnreadable(request: NextRequest): Response | null {
  const wanted = [
    request.nextUrl.searchParams.getAll("callbackUrl"),
    callbackCookies.map((name) => request.cookies.get(name)?.value ?? ""),
  ].flat();
  if (!wanted.every(isCallback))
    return refused(new AppError("BAD_REQUEST", "The address to return to makes no sense."));
  if (request.method === "POST" && !isForm(request)) {
    return refused(
      new AppError("UNSUPPORTED_MEDIA_TYPE", "Send a form of the kind application/x-www-form-urlencoded."),
    );
  }
  // It would write whatever a stranger sends into our log.
  if (decodeURIComponent(request.nextUrl.pathname).startsWith("/api/auth/_log"))
    return refused(new AppError("NOT_FOUND", "There is nothing here."));
  if (request.method === "POST" && !(bodyBytes(request) <= bodyBytesMax))
    return refused(new AppError("TOO_LARGE", "Send a form of at most 64 KB, and say how long it is."));
  return null;
}

/** NaN for one that does not say it: nothing reads further than it says. */
function bodyBytes(request: NextRequest): number {
  return Number.parseInt(request.headers.get("content-length") ?? "", 10);
}

function isCallback(url: string): boolean {
  if (url === "") return true;
  return URL.canParse(url, url.startsWith("/") ? "http://own.invalid" : undefined);
}

function isForm(request: NextRequest): boolean {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  return type === "application/x-www-form-urlencoded";
}

function refused({ code, message, status }: AppError): Response {
  return privateJson({ code, message }, { status });
}
