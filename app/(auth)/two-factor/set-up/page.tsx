import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findVisitor, wayBack } from "@/app/_tenant-context";
import { getSecondFactor } from "@/lib/auth/second-factor/get-second-factor";
import { safeCallbackUrl } from "@/lib/auth/sign-in/safe-callback-url";
import { AuthPage } from "../../_parts/auth-page";
import { SignOutLink } from "../sign-out-link";
import { SetUp } from "./set-up";

export const metadata: Metadata = { title: "Set up two-factor authentication" };

type SetUpPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SetUpPage({ searchParams }: SetUpPageProps) {
  const callbackUrl = safeCallbackUrl((await searchParams).callbackUrl);
  const { state, ctx } = await findVisitor();
  const isAllowed = state === "signed_in" || state === "second_factor_not_set_up";
  if (!ctx || !isAllowed) redirect(wayBack(state, `/two-factor/set-up?callbackUrl=${encodeURIComponent(callbackUrl)}`));
  const { confirmedAt, hasPassword, isRequired } = await getSecondFactor(ctx);
  if (confirmedAt) redirect(callbackUrl);
  return (
    <AuthPage>
      <SetUp callbackUrl={callbackUrl} hasPassword={hasPassword} isRequired={isRequired} />
      {isRequired && <SignOutLink>Sign out</SignOutLink>}
    </AuthPage>
  );
}
