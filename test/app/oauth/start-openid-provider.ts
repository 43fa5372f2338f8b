import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export type Person = { sub: string; name?: string; email?: string; email_verified?: boolean };

export type LocalProvider = {
  url: string;
  /** Who signs in whenever somebody is sent here. */
  personIs(person: Person): void;
  /** Sends back anyone who comes from now on as if they had refused, or no longer. */
  refuses(isRefusing: boolean): void;
  serve(redirectUris: { google: string; linkedin: string }): void;
  stop(): Promise<void>;
};

export const openidClients = {
  google: { id: "google-client", secret: "google-secret-of-a-test" },
  linkedin: { id: "linkedin-client", secret: "linkedin-secret-of-a-test" },
} as const;

/** An OpenID provider that asks nobody for a password: it signs in the person that the test names. */
export async function startOpenidProvider(): Promise<LocalProvider> {
  let person: Person = { sub: "nobody" };
  let isRefusing = false;
  let provider: Provider | undefined;
  const people = new Map<string, Person>();
  const server = createServer(async (request, response) => {
    if (!provider) {
      response.writeHead(503).end();
    } else if (request.url?.startsWith("/interaction/")) {
      people.set(person.sub, person);
      const refusal = { error: "access_denied", error_description: "The person refused." };
      await provider.interactionFinished(
        request,
        response,
        isRefusing ? refusal : { login: { accountId: person.sub } },
      );
    } else {
      provider.callback()(request, response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Listening has given it an address of this kind.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    personIs(next) {
      person = next;
    },
    refuses(next) {
      isRefusing = next;
    },
    serve(redirectUris) {
      const client = (id: "google" | "linkedin") => ({
        client_id: openidClients[id].id,
        client_secret: openidClients[id].secret,
        redirect_uris: [redirectUris[id]],
        response_types: ["code" as const],
        grant_types: ["authorization_code"],
      });
      provider = new Provider(url, {
        clients: [client("google"), { ...client("linkedin"), token_endpoint_auth_method: "client_secret_post" }],
        claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
        // Like the two that it stands in for, it puts the claims into the ID token.
        conformIdTokenClaims: false,
        pkce: { required: (_, { clientId }) => clientId === openidClients.google.id },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_, { uid }) => `/interaction/${uid}` },
        cookies: { keys: ["a key of this test"] },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...people.get(id), sub: id }) }),
        async loadExistingGrant({ oidc }) {
          const grant = new oidc.provider.Grant({
            clientId: oidc.client?.clientId,
            accountId: oidc.session?.accountId,
          });
          grant.addOIDCScope("openid email profile");
          await grant.save();
          return grant;
        },
      });
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
