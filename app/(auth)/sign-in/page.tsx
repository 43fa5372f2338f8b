import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Link } from "@/components/navigation/link";
import { configuredOauthProviders } from "@/lib/auth/oauth-providers";
import { findTenantContext } from "@/lib/auth/require-tenant-context";
import { safeCallbackUrl } from "@/lib/auth/safe-callback-url";
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
    // Whoever is signed in and comes here with an error wanted to link a provider that could not be reached, or refused.
    redirect(typeof error === "string" ? `/settings/security?error=${encodeURIComponent(error)}` : callbackUrl);
  }
  return (
    <AuthPage>
      <AuthHeading title="Sign in">See what every call brought: who called, what was said, what it cost.</AuthHeading>
      <SignInError word={error} />
      <SignInForm callbackUrl={callbackUrl} />
      <p className={styles.links}>
        <Link href="/register">Create an account</Link>
        <Link href="/forgot-password">Forgot the password?</Link>
      </p>
      <ProviderButtons providers={configuredOauthProviders()} callbackUrl={callbackUrl} />
    </AuthPage>
  );
}
