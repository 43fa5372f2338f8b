import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { actionRefusal } from "@/lib/platform/action-refusal";
import { contentSecurityPolicy } from "@/lib/platform/content-security-policy";
import { loadEnv } from "@/lib/platform/env";

/**
 * Gives each page a policy for its scripts, under a nonce that only this answer knows, and lets an action through only from our own
 * pages. It never decides who may see a page.
 */
export function proxy(request: NextRequest): NextResponse {
  const { nextAuthUrl, isDevelopment } = loadEnv();
  const refusal = changesSomething(request) ? actionRefusal(request.headers, nextAuthUrl) : null;
  if (refusal) return new NextResponse(refusal.message, { status: refusal.status });
  const nonce = randomBytes(16).toString("base64");
  const isSecure = nextAuthUrl.startsWith("https://");
  const policy = contentSecurityPolicy({ nonce, isDevelopment, isSecure });

  // The framework reads the nonce for its own scripts from the request's policy.
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const answer = NextResponse.next({ request: { headers } });
  answer.headers.set("content-security-policy", policy);
  return answer;
}

const changesSomething = ({ method }: NextRequest) => method !== "GET" && method !== "HEAD" && method !== "OPTIONS";

export const config = {
  // Webhooks, probes and assets are not pages, and must not bear the cost of this.
  matcher: ["/((?!api/|_next/|icons/|favicon.ico|manifest.webmanifest|robots.txt).*)"],
};
