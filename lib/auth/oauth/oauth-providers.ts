import type { OAuthConfig } from "next-auth/providers/oauth";
import { loadEnv, type OauthClient } from "@/lib/platform/env";
import { type OauthProvider, oauthProviders } from "./auth-provider";
import { oauthProviderNames } from "./oauth-provider-names";
import { readGithubProfile } from "./read-github-profile";

/** What a provider says of the person who has just signed in there. */
export type OauthClaims = {
  sub: string;
  name?: string | null;
  email?: string | null;
  email_verified?: boolean | string | null;
};

/** The providers that are configured here, in the order in which they are offered. */
export function configuredOauthProviders(): { id: OauthProvider; name: string }[] {
  const { oauth } = loadEnv();
  return oauthProviders.filter((id) => oauth[id]).map((id) => ({ id, name: oauthProviderNames[id] }));
}

/** The same in next-auth's format. */
export function nextAuthOauthProviders(): OAuthConfig<OauthClaims>[] {
  const { oauth } = loadEnv();
  return [
    ...(oauth.google ? [google(oauth.google)] : []),
    ...(oauth.linkedin ? [linkedin(oauth.linkedin)] : []),
    ...(oauth.github ? [github(oauth.github)] : []),
  ];
}

const common = (id: OauthProvider, { clientId, clientSecret }: OauthClient) => ({
  id,
  name: oauthProviderNames[id],
  type: "oauth" as const,
  clientId,
  clientSecret,
  httpOptions: { timeout: 10_000 },
  profile: ({ sub, name, email }: OauthClaims) => ({ id: sub, name, email }),
});

function google(client: OauthClient): OAuthConfig<OauthClaims> {
  return {
    ...common("google", client),
    wellKnown: `${client.baseUrl}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
  };
}

function linkedin(client: OauthClient): OAuthConfig<OauthClaims> {
  return {
    ...common("linkedin", client),
    wellKnown: `${client.baseUrl}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid profile email" } },
    client: { token_endpoint_auth_method: "client_secret_post" },
    idToken: true,
    // Its ID token carries no nonce, and it refuses a code verifier unless the application was set up for one.
    checks: ["state"],
  };
}

function github(client: OauthClient): OAuthConfig<OauthClaims> {
  const { baseUrl } = client;
  const apiUrl = baseUrl === "https://github.com" ? "https://api.github.com" : `${baseUrl}/api/v3`;
  return {
    ...common("github", client),
    issuer: `${baseUrl}/login/oauth`,
    authorization: { url: `${baseUrl}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
    token: `${baseUrl}/login/oauth/access_token`,
    userinfo: {
      url: `${apiUrl}/user`,
      request: ({ tokens }) => readGithubProfile(apiUrl, tokens.access_token ?? ""),
    },
    checks: ["pkce", "state"],
  };
}
