import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findVisitor, wayBack } from "@/lib/auth/require-tenant-context";
import { safeCallbackUrl } from "@/lib/auth/safe-callback-url";
import { AuthHeading } from "../_parts/auth-heading";
import { AuthPage } from "../_parts/auth-page";
import { SignOutLink } from "./sign-out-link";
import { TwoFactorForm } from "./two-factor-form";

export const metadata: Metadata = { title: "Second factor" };

type TwoFactorPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TwoFactorPage({ searchParams }: TwoFactorPageProps) {
  const callbackUrl = safeCallbackUrl((await searchParams).callbackUrl);
  const { state } = await findVisitor();
  if (state === "signed_in") redirect(callbackUrl);
  if (state !== "second_factor_missing") redirect(wayBack(state, callbackUrl));
  return (
    <AuthPage>
      <AuthHeading title="Enter your code">
        Your authenticator shows six digits for Callwright. A recovery code works, too.
      </AuthHeading>
      <TwoFactorForm callbackUrl={callbackUrl} />
      <SignOutLink>Sign in with another account</SignOutLink>
    </AuthPage>
  );
}
