import type { Metadata } from "next";
import { oauthProviders } from "@/lib/auth/auth-provider";
import { getProfile } from "@/lib/auth/get-profile";
import { getSecondFactor } from "@/lib/auth/get-second-factor";
import { type LinkedAccount, listLinkedAccounts } from "@/lib/auth/list-linked-accounts";
import { listSessions, type SessionSummary } from "@/lib/auth/list-sessions";
import { signInErrorSentence } from "@/lib/auth/oauth-errors";
import { configuredOauthProviders, oauthProviderNames } from "@/lib/auth/oauth-providers";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { currentSettings } from "@/lib/db/current-settings";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { formatUserAgent } from "@/lib/platform/format/format-user-agent";
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
    <SettingsPage>
      <Section
        title="Email"
        lead={
          <>
            You sign in with <strong>{profile.email}</strong>, and this is where our mails go.
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
            : "A few words that do not belong together are strongest."
        }
      >
        {hasPassword ? (
          <PasswordForm email={profile.email} lengthMin={settings.password_min_length} />
        ) : (
          <p style={{ margin: 0 }}>
            Your account has no password yet. To have one, sign out and choose “Forgot the password?”.
          </p>
        )}
      </Section>
      <Section
        title="Second factor"
        lead="Besides the password, a code of an app on your phone. Somebody who learns your password still cannot get in."
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
        <Section title="Linked accounts" lead="Other accounts of yours with which you may sign in.">
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
        lead="Where you are signed in. Sign out whatever you do not recognise, and change your password."
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
