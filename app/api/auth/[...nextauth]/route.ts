import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { renewedVisitor } from "@/app/_tenant-context";
import { sessionCookie } from "@/lib/auth/sessions/session-cookie";
import { nextAuthOptions } from "@/lib/auth/sign-in/next-auth-options";
import { signInErrorWord } from "@/lib/auth/sign-in/sign-in-error";
import { loadEnv } from "@/lib/platform/env";
import type { AppError } from "@/lib/platform/errors";
import { privateJson, retryAfter } from "../../_answer";
import { refuseUnreadable } from "./refuse-unreadable";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: RouteContext): Promise<Response> {
  const unreadable = refuseUnreadable(request);
  if (unreadable) return unreadable;
  const refusals: AppError[] = [];
  const options = nextAuthOptions({ findVisitor: renewedVisitor, onRefusal: (error) => refusals.push(error) });
  const response = await NextAuth(request, context, options);
  const [refusal] = refusals;
  if (refusal) return refused(refusal);
  const [action] = (await context.params).nextauth;
  return action === "session" ? withoutSessionCookie(response) : response;
}

/** The refusal with its own status; the form reads its code from the address, where next-auth puts it. */
function refused(error: AppError): Response {
  const url = new URL("/sign-in", loadEnv().nextAuthUrl);
  url.searchParams.set("error", signInErrorWord(error));
  return privateJson(
    { url: url.href, code: error.code, message: error.message },
    { status: error.status, headers: retryAfter(error) },
  );
}

/** next-auth repeats the cookie that it was asked with, which would undo a rotation that came in between. */
function withoutSessionCookie(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  for (const cookie of response.headers.getSetCookie())
    if (!cookie.startsWith(sessionCookie().name)) headers.append("set-cookie", cookie);
  return new Response(response.body, { status: response.status, headers });
}

export { handle as GET, handle as POST };
