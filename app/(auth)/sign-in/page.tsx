import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { BrandMark } from "@/components/layout/brand";
import { findTenantContext } from "@/lib/auth/require-tenant-context";
import { safeCallbackUrl } from "@/lib/auth/safe-callback-url";
import styles from "../auth.module.css";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const callbackUrl = safeCallbackUrl((await searchParams).callbackUrl);
  if (await findTenantContext()) redirect(callbackUrl);
  return (
    <main className={styles.page}>
      <div className={styles.panel}>
        <div className={styles.brand}>
          <BrandMark size={28} />
          Callwright
        </div>
        <h1 className={styles.title}>Sign in</h1>
        <p className={styles.lead}>See what every call brought: who called, what was said, what it cost.</p>
        <SignInForm callbackUrl={callbackUrl} />
        <p className={styles.links}>
          <Link href="/register">Create an account</Link>
          <Link href="/forgot-password">Forgot the password?</Link>
        </p>
      </div>
    </main>
  );
}
