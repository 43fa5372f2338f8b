import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { register } from "prom-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { measureRequests } from "./measure-requests.mjs";

let folder: string;
let server: Server;
let port: number;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-measure-"));
  mkdirSync(path.join(folder, ".next"));
  const manifest = {
    staticRoutes: [{ page: "/api/live" }, { page: "/api/webhooks/elevenlabs" }],
    dynamicRoutes: [{ page: "/calls/[id]", regex: "^/calls/([^/]+?)(?:/)?$" }],
  };
  writeFileSync(path.join(folder, ".next/routes-manifest.json"), JSON.stringify(manifest));
  server = createServer((request, response) => {
    if (request.url === "/api/live")
      response.writeHead(200, { "content-type": "text/event-stream" }).write("retry: 1\n\n");
    else response.writeHead(request.url?.startsWith("/api/webhooks") ? 503 : 200).end("done");
  });
  measureRequests(server, folder);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  register.clear();
  rmSync(folder, { recursive: true });
});

const ask = async (url: string, method = "GET") =>
  (await fetch(`http://127.0.0.1:${port}${url}`, { method })).arrayBuffer();
const samples = async () => (await register.metrics()).split("\n");

test("a request is counted under the pattern of its route and with its status, and answers to the provider are counted separately", async () => {
  await ask("/calls/019aabb0-0000-7000-8000-000000000001");
  await ask("/calls/019aabb0-0000-7000-8000-000000000002?tab=notes");
  await ask("/api/webhooks/elevenlabs", "POST");
  await ask("/elsewhere", "PROPFIND");
  await vi.waitFor(async () => {
    const lines = await samples();
    expect(lines).toContain('callwright_http_requests_total{method="GET",route="/calls/[id]",status="200"} 2');
    expect(lines).toContain('callwright_http_request_duration_seconds_count{method="GET",route="/calls/[id]"} 2');
    expect(lines).toContain('callwright_webhook_answers_total{status="503"} 1');
    expect(lines).toContain('callwright_http_requests_total{method="other",route="unmatched",status="200"} 1');
  });
  expect((await samples()).filter((line) => line.includes("019aabb0"))).toEqual([]);
});

test("a client that disconnects is counted as aborted, and a stream's length does not count as a response time", async () => {
  const [response] = await once(get(`http://127.0.0.1:${port}/api/live`), "response");
  response.destroy();
  await vi.waitFor(async () =>
    expect(await samples()).toContain(
      'callwright_http_requests_total{method="GET",route="/api/live",status="aborted"} 1',
    ),
  );
  expect((await samples()).filter((line) => /duration.*\/api\/live/.test(line))).toEqual([]);
});
