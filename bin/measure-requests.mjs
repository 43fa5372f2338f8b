import { Counter, collectDefaultMetrics, Histogram } from "prom-client";
import { routeMatcher } from "./match-route.mjs";
import { knownMethods } from "./refuse-methods.mjs";

const webhook = "/api/webhooks/elevenlabs";
const liveStream = "/api/live";

/**
 * Counts and times every request of a web process, by the pattern of its route, and the process itself.
 * @param {import("node:http").Server} server
 * @param {string} projectFolder
 */
export function measureRequests(server, projectFolder) {
  const routeOf = routeMatcher(projectFolder);
  const requests = new Counter({
    name: "callwright_http_requests_total",
    help: "Requests, by how they were answered; aborted is whose client went away first.",
    labelNames: ["method", "route", "status"],
  });
  const durations = new Histogram({
    name: "callwright_http_request_duration_seconds",
    help: "From a request's head to the end of its answer, without live streams.",
    labelNames: ["method", "route"],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const webhooks = new Counter({
    name: "callwright_webhook_answers_total",
    help: "What the provider was answered: 503 is sent again, anything else below 500 is not.",
    labelNames: ["status"],
  });
  collectDefaultMetrics();
  server.prependListener("request", (request, response) => {
    const startedMs = performance.now();
    const method = knownMethods.includes(request.method ?? "") ? request.method : "other";
    const route = routeOf(request.url);
    response.once("close", () => {
      const status = response.writableFinished ? String(response.statusCode) : "aborted";
      requests.inc({ method, route, status });
      if (route === webhook) webhooks.inc({ status });
      if (route !== liveStream) durations.observe({ method, route }, (performance.now() - startedMs) / 1000);
    });
  });
}
