import type { IncomingMessage, ServerResponse } from "node:http";
import { agentRoutes } from "./agent-routes";
import { ApiFault, missingKey, refused, unknownRoute, wrongKey } from "./api-fault";
import { conversationRoutes } from "./conversation-routes";
import { outboundRoutes } from "./outbound-routes";
import { phoneNumberRoutes } from "./phone-number-routes";
import type { ApiAnswer, ApiHandler, Routes, Simulation } from "./route-types";
import { workspaceRoutes } from "./workspace-routes";

const BODY_BYTES_MAX = 4_000_000;

const ROUTES: Routes = {
  ...agentRoutes,
  ...phoneNumberRoutes,
  ...outboundRoutes,
  ...conversationRoutes,
  ...workspaceRoutes,
};

/** Answers one request as the provider would, errors included. */
export async function answerRequest(
  simulation: Simulation,
  apiKey: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  try {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const route = findRoute(request.method ?? "GET", url.pathname);
    if (!route) throw unknownRoute();
    const key = request.headers["xi-api-key"];
    if (key === undefined || key === "") throw missingKey();
    if (key !== apiKey) throw wrongKey();
    const body = await readBody(request);
    send(response, await route.handler(simulation, { id: route.id, query: url.searchParams, body }));
  } catch (error) {
    const fault = error instanceof ApiFault ? error : new ApiFault(500, explain(error));
    sendJson(response, fault.status, { detail: fault.detail });
  }
}

function findRoute(method: string, pathname: string): { handler: ApiHandler; id: string } | null {
  const exact = ROUTES[`${method} ${pathname}`];
  if (exact) return { handler: exact, id: "" };
  for (const [pattern, handler] of Object.entries(ROUTES)) {
    const [before, after] = pattern.split("{id}");
    if (before === undefined || after === undefined) continue;
    const path = `${method} ${pathname}`;
    if (!path.startsWith(before) || !path.endsWith(after)) continue;
    const id = path.slice(before.length, path.length - after.length);
    if (id !== "" && !id.includes("/")) return { handler, id: decodeURIComponent(id) };
  }
  return null;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw refused("body_too_large", "The request body is too large.");
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new ApiFault(422, [{ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }]);
  }
}

function send(response: ServerResponse, answer: ApiAnswer) {
  if (answer === null) {
    response.writeHead(204).end();
  } else if (Buffer.isBuffer(answer)) {
    response.writeHead(200, { "content-type": "audio/mpeg", "content-length": answer.length }).end(answer);
  } else {
    sendJson(response, 200, answer);
  }
}

function sendJson(response: ServerResponse, status: number, value: object) {
  const body = JSON.stringify(value);
  response
    .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
    .end(body);
}

function explain(error: unknown) {
  const message = error instanceof Error ? error.message : "Unknown problem.";
  return { type: "internal_error", code: "internal_error", message, status: "internal_error" };
}
