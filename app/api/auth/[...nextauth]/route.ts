import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";
import { refuseUnreadable } from "./refuse-unreadable";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: RouteContext): Promise<Response> {
  return refuseUnreadable(request) ?? NextAuth(request, context, nextAuthOptions());
}

export { handle as GET, handle as POST };
