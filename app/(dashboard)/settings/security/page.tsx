import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { getProfile } from "@/lib/account/get-profile";
import { oauthProviders } from "@/lib/auth/oauth/auth-provider";
import { type LinkedAccount, listLinkedAccounts } from "@/lib/auth/oauth/list-linked-accounts";
import { signInErrorSentence } from "@/lib/auth/oauth/oauth-errors";
import { oauthProviderNames } from "@/lib/auth/oauth/oauth-provider-names";
import { configuredOauthProviders } from "@/lib/auth/oauth/oauth-providers";
import { getSecondFactor } from "@/lib/auth/second-factor/get-second-factor";
import { listSessions, type SessionSummary } from "@/lib/auth/sessions/list-sessions";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { formatUserAgent } from "@/lib/platform/format/format-user-agent";
import { currentSettings } from "@/lib/settings/current-settings";
import { Section } from "../section";
import { SettingsPage } from "../settings-page";
import { EmailForm } from "./email-form";
import { LinkedAccounts, type ProviderRow } from "./linked-accounts";
import { PasswordForm } from "./password-form";
import { SecondFactor } from "./second-factor";
import { type SessionRow, Sessions } from "./sessions";

export const metadata: Metadata = { title: "Security" };

type SecurityPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SecurityPage({ searchParams }: SecurityPageProps) {
  const ctx = await requireTenantContext("/settings/security");
  const { error } = await searchParams;
  const [profile, secondFactor, linked, sessions, settings] = await Promise.all([
    getProfile(ctx),
    getSecondFactor(ctx),
    listLinkedAccounts(ctx),
    listSessions(ctx),
    currentSettings(["password_min_length"]),
  ]);
  const { timezone } = ctx.actor;
  const { hasPassword, confirmedAt, recoveryCodesLeft, isRequired } = secondFactor;
  const providers = providerRows(linked);
  const changedAt = profile.passwordChangedAt;
  return (
    <SettingsPage current="/settings/security">
      <Section
        title="Email"
        lead={
          <>
            You sign in with <strong>{profile.email}</strong> and receive our emails there.
          </>
        }
      >
        <EmailForm username={profile.email} hasPassword={hasPassword} />
      </Section>
      <Section
        title="Password"
        lead={
          changedAt
            ? `Last changed on ${formatInstant(changedAt, timezone)}.`
            : "A few unrelated words make a strong password."
        }
      >
        {hasPassword ? (
          <PasswordForm email={profile.email} lengthMin={settings.password_min_length} />
        ) : (
          <p style={{ margin: 0 }}>
            Your account has no password yet. To set one, sign out and choose “Forgot your password?”.
          </p>
        )}
      </Section>
      <Section
        title="Two-factor authentication"
        lead="Sign in with a code from an app on your phone as well as your password, so that a stolen password is not enough."
      >
        <SecondFactor
          username={profile.email}
          since={confirmedAt && formatInstant(confirmedAt, timezone)}
          codesLeft={Number(recoveryCodesLeft)}
          isRequired={isRequired}
          hasPassword={hasPassword}
        />
      </Section>
      {providers.length > 0 && (
        <Section title="Linked accounts" lead="Other accounts that you can sign in with.">
          <LinkedAccounts
            username={profile.email}
            hasPassword={hasPassword}
            providers={providers}
            failure={signInErrorSentence(error)}
          />
        </Section>
      )}
      <Section
        title="Sessions"
        lead="The devices that you are signed in on. If you do not recognise one, sign it out and change your password."
      >
        <Sessions sessions={sessions.map(sessionRow)} asOf={ctx.clock.now().toISOString()} timezone={timezone} />
      </Section>
    </SettingsPage>
  );
}

/** Those that are offered here, and those that are linked from when they were. */
function providerRows(linked: readonly LinkedAccount[]): ProviderRow[] {
  const offered = new Set(configuredOauthProviders().map(({ id }) => id));
  return oauthProviders.flatMap((id) => {
    const email = linked.find(({ provider }) => provider === id)?.email ?? null;
    const isOffered = offered.has(id);
    return email !== null || isOffered ? [{ id, name: oauthProviderNames[id], email, isOffered }] : [];
  });
}

function sessionRow({ id, isCurrent, provider, ipAddress, userAgent, lastUsedAt }: SessionSummary): SessionRow {
  const way = provider === "email" ? "Password" : oauthProviderNames[provider];
  return {
    id,
    isCurrent,
    device: formatUserAgent(userAgent),
    origin: ipAddress ? `${way}, from ${ipAddress}` : way,
    lastUsedAt: lastUsedAt.toISOString(),
  };
}
