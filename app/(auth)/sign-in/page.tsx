import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findTenantContext } from "@/lib/auth/require-tenant-context";
import { safeCallbackUrl } from "@/lib/auth/safe-callback-url";
import { AuthHeading } from "../_parts/auth-heading";
import { AuthPage } from "../_parts/auth-page";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const callbackUrl = safeCallbackUrl((await searchParams).callbackUrl);
  if (await findTenantContext()) redirect(callbackUrl);
  return (
    <AuthPage>
      <AuthHeading title="Sign in">See what every call brought: who called, what was said, what it cost.</AuthHeading>
      <SignInForm callbackUrl={callbackUrl} />
    </AuthPage>
  );
}
