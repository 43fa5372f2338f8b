import { loadEnv } from "@/lib/platform/env";

const validForMs = 180 * 24 * 3600 * 1000;

/** The contact for reports of vulnerabilities, as RFC 9116 defines. */
export function GET(): Response {
  const { securityContact, nextAuthUrl } = loadEnv();
  if (!securityContact) return new Response("No contact is configured.\n", { status: 404 });
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${new Date(Date.now() + validForMs).toISOString()}`,
    `Canonical: ${new URL("/.well-known/security.txt", nextAuthUrl)}`,
    "Preferred-Languages: en",
  ];
  return new Response(`${lines.join("\n")}\n`, { headers: { "content-type": "text/plain; charset=utf-8" } });
}

export const dynamic = "force-dynamic";
