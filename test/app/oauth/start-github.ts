import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type GithubPerson = {
  id: number;
  login: string;
  name: string | null;
  emails: { email: string; primary: boolean; verified: boolean }[];
};

export const githubClient = { id: "github-client", secret: "github-secret-of-a-test" } as const;

/** GitHub as far as signing in reads it: authorisation with a code challenge, a token for a code, a profile and its addresses. */
export async function startGithub() {
  let person: GithubPerson = { id: 1, login: "nobody", name: null, emails: [] };
  const challenges = new Map<string, string>();
  const tokens = new Set<string>();

  const authorize = ({ searchParams }: URL, response: ServerResponse) => {
    const code = randomUUID();
    challenges.set(code, searchParams.get("code_challenge") ?? "");
    const back = new URL(searchParams.get("redirect_uri") ?? "");
    back.searchParams.set("code", code);
    back.searchParams.set("state", searchParams.get("state") ?? "");
    response.writeHead(302, { location: back.href }).end();
  };
  const giveToken = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await textOf(request));
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const code = form.get("code") ?? "";
    const isRight = challenges.get(code) === challenge && isClient(request);
    challenges.delete(code);
    if (!isRight) return json(response, { error: "bad_verification_code" }, 400);
    const token = randomUUID();
    tokens.add(token);
    return json(response, { access_token: token, token_type: "bearer", scope: "read:user,user:email" });
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://github.invalid");
    const isAllowed = tokens.has(request.headers.authorization?.replace("Bearer ", "") ?? "");
    if (url.pathname === "/login/oauth/authorize") authorize(url, response);
    else if (url.pathname === "/login/oauth/access_token") await giveToken(request, response);
    else if (!isAllowed) json(response, { message: "Requires authentication" }, 401);
    else if (url.pathname === "/api/v3/user") json(response, { ...person, email: null });
    else if (url.pathname === "/api/v3/user/emails") json(response, person.emails);
    else json(response, { message: "Not Found" }, 404);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // Listening has given it an address of this kind.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    personIs(next: GithubPerson) {
      person = next;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function isClient(request: IncomingMessage): boolean {
  const basic = Buffer.from(`${githubClient.id}:${githubClient.secret}`).toString("base64");
  return request.headers.authorization === `Basic ${basic}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
