import type { NextRequest } from "next/server";
import { AppError } from "@/lib/platform/errors";
import { privateJson } from "../../_answer";

const callbackCookies = ["next-auth.callback-url", "__Secure-next-auth.callback-url"];

/** Far more than an address and a password need. next-auth reads a body to its end, no matter who sends it. */
const bodyBytesMax = 64 * 1024;

/**
 * The refusal of a request that next-auth would answer with a server error although the request is at fault, or would carry out for
 * anybody; null if next-auth may handle it.
 */
export function refuseUnreadable(request: NextRequest): Response | null {
  const wanted = [
    request.nextUrl.searchParams.getAll("callbackUrl"),
    callbackCookies.map((name) => request.cookies.get(name)?.value ?? ""),
  ].flat();
  if (!wanted.every(isCallback)) return refused(new AppError("BAD_REQUEST", "The return address is not valid."));
  if (request.method === "POST" && !isForm(request)) {
    return refused(new AppError("UNSUPPORTED_MEDIA_TYPE", "Send a form of type application/x-www-form-urlencoded."));
  }
  // It would write unverified input into our log.
  if (decodeURIComponent(request.nextUrl.pathname).startsWith("/api/auth/_log"))
    return refused(new AppError("NOT_FOUND", "There is nothing here."));
  if (request.method === "POST" && !(bodyBytes(request) <= bodyBytesMax))
    return refused(new AppError("TOO_LARGE", "Send a form of at most 64 KB with a Content-Length."));
  return null;
}

/** NaN without a content length: nothing is read beyond the stated length. */
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
