import type { NextRequest } from "next/server";
import { AppError } from "@/lib/platform/errors";
import { privateJson } from "../../_answer";

const callbackCookies = ["next-auth.callback-url", "__Secure-next-auth.callback-url"];

/** What next-auth would answer as a fault of ours although it lies in the request; null when it may have it. */
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
  return null;
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
