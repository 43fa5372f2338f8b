import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findTenantContext } from "@/app/_tenant-context";
import { Link } from "@/components/navigation/link";
import { configuredOauthProviders } from "@/lib/auth/oauth/oauth-providers";
import { safeCallbackUrl } from "@/lib/auth/sign-in/safe-callback-url";
import { AuthHeading } from "../_parts/auth-heading";
import { AuthPage } from "../_parts/auth-page";
import styles from "../auth.module.css";
import { ProviderButtons } from "./provider-buttons";
import { SignInError } from "./sign-in-error";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl: wanted, error } = await searchParams;
  const callbackUrl = safeCallbackUrl(wanted);
  if (await findTenantContext()) {
    // A signed-in user with an error here tried to link a provider that could not be reached, or refused.
    redirect(typeof error === "string" ? `/settings/security?error=${encodeURIComponent(error)}` : callbackUrl);
  }
  return (
    <AuthPage>
      <AuthHeading title="Sign in">
        See the result of every call: who called, what was said and what it cost.
      </AuthHeading>
      <SignInError word={error} />
      <SignInForm callbackUrl={callbackUrl} />
      <p className={styles.links}>
        <Link href="/register">Create an account</Link>
        <Link href="/forgot-password">Forgot your password?</Link>
      </p>
      <ProviderButtons providers={configuredOauthProviders()} callbackUrl={callbackUrl} />
    </AuthPage>
  );
}
