import { z } from "zod";

const Profile = z.object({ id: z.number().int(), login: z.string(), name: z.string().nullish() });
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/**
 * The owner of a GitHub token, as OpenID Connect claims; the address is the primary one, which the profile itself may hide.
 * @throws Error when GitHub does not answer, or not as documented.
 */
export async function readGithubProfile(apiUrl: string, accessToken: string) {
  const [profile, emails] = [
    Profile.parse(await ask(`${apiUrl}/user`, accessToken)),
    Emails.parse(await ask(`${apiUrl}/user/emails`, accessToken)),
  ];
  const primary = emails.find((each) => each.primary);
  return {
    sub: String(profile.id),
    name: profile.name ?? profile.login,
    email: primary?.email,
    email_verified: primary?.verified ?? false,
  };
}

async function ask(url: string, accessToken: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: {
      authorization: `Bearer ${accessToken}`,
      accept: "application/vnd.github+json",
      "accept-encoding": "gzip",
      "user-agent": "Callwright",
    },
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status}.`);
  return response.json();
}
