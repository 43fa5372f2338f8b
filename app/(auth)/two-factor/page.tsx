import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findVisitor, wayBack } from "@/app/_tenant-context";
import { safeCallbackUrl } from "@/lib/auth/sign-in/safe-callback-url";
import { AuthHeading } from "../_parts/auth-heading";
import { AuthPage } from "../_parts/auth-page";
import { SignOutLink } from "./sign-out-link";
import { TwoFactorForm } from "./two-factor-form";

export const metadata: Metadata = { title: "Two-factor authentication" };

type TwoFactorPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TwoFactorPage({ searchParams }: TwoFactorPageProps) {
  const given = await searchParams;
  const callbackUrl = safeCallbackUrl(given.callbackUrl);
  const usesRecoveryCode = given.with === "recovery-code";
  const { state } = await findVisitor();
  if (state === "signed_in") redirect(callbackUrl);
  if (state !== "second_factor_missing") redirect(wayBack(state, callbackUrl));
  return (
    <AuthPage>
      <AuthHeading title="Enter your code">
        Enter the six-digit code from your authenticator app, or a recovery code.
      </AuthHeading>
      <TwoFactorForm
        callbackUrl={callbackUrl}
        usesRecoveryCode={usesRecoveryCode}
        otherWay={`/two-factor?${new URLSearchParams({ callbackUrl, ...(!usesRecoveryCode && { with: "recovery-code" }) })}`}
      />
      <SignOutLink>Sign in with another account</SignOutLink>
    </AuthPage>
  );
}
