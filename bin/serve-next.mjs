// One web process: answers on the given port until SIGTERM, and ends at once when the process that started it is gone.
import { createServer } from "node:http";
import { Server } from "node:net";
import path from "node:path";
import next from "next";
import { breakVisibly } from "./break-visibly.mjs";
import { clientAddress } from "./client-address.mjs";
import { createInternalForwards } from "./internal-forwards.mjs";
import { isReadable } from "./is-readable.mjs";
import { measureRequests } from "./measure-requests.mjs";
import { refuseGone } from "./refuse-gone.mjs";
import { refuseMethod, refuseUnknownMethods } from "./refuse-methods.mjs";

/** On shutdown, idle keep-alive connections stay open this long, since one may hold a request that has arrived and not been read yet. */
const idleMs = 300;
const graceMs = 2_000;
const [port, proxies = "0", ...flags] = process.argv.slice(2);
const isSecure = flags.includes("--https");
const twoYearsSeconds = 63_072_000;

process.on("disconnect", () => process.exit(1));

const server = createServer();
const isDev = flags.includes("--dev");
const app = next({
  dev: isDev,
  dir: path.join(import.meta.dirname, ".."),
  hostname: "localhost",
  port: Number(port),
  // With an upgrade listener, the framework drops all upgrade requests except the development server's. The correct answer to those
  // is to serve them as plain requests, and some clients offer HTTP/2 with every request.
  httpServer: isDev ? server : createServer(),
});
// Its banner would appear between the lines of the welcome message.
const { log } = console;
console.log = () => undefined;
await app.prepare();
console.log = log;
const handle = app.getRequestHandler();
const forwards = createInternalForwards();
measureRequests(server, path.join(import.meta.dirname, ".."));
server.on("request", (request, response) => {
  if (refuseGone(request) || refuseMethod(request, response)) return;
  const { headers, socket } = request;
  const address = forwards.receive(request, response, () =>
    clientAddress(headers["x-forwarded-for"], socket.remoteAddress, Number(proxies)),
  );
  if (address) headers["x-forwarded-for"] = address;
  breakVisibly(request, response);
  if (isSecure) response.setHeader("Strict-Transport-Security", `max-age=${twoYearsSeconds}; includeSubDomains`);
  if (request.headers["next-action"] !== undefined) blameTheForm(response);
  if (isReadable(request.url)) return handle(request, response);
  response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" });
  response.end("This address could not be read.\n");
});
refuseUnknownMethods(server);
server.on("error", (error) => {
  console.error(error.code === "EADDRINUSE" ? `Port ${port} is in use.` : error);
  process.exit(1);
});
// A burst of webhooks is more connections than wait to be taken by default.
server.listen({ port: Number(port), backlog: 4_096 });

let isStopping = false;
server.prependListener("request", (_request, response) => {
  if (isStopping) response.setHeader("Connection", "close");
});
process.on("SIGTERM", () => {
  if (isStopping) return;
  isStopping = true;
  // The HTTP server's own close would cut idle connections at once.
  Server.prototype.close.call(server, async () => {
    await app.close();
    process.exit(0);
  });
  setTimeout(() => server.closeIdleConnections(), idleMs);
  // A live stream never ends on its own, so what is still open after the grace is cut.
  setTimeout(() => server.closeAllConnections(), graceMs).unref();
});

/**
 * Every action handles its own errors; what remains is a form that the framework could not read, for which it would answer with a server
 * error.
 */
function blameTheForm(response) {
  const { writeHead } = response;
  response.writeHead = (status, ...rest) => writeHead.call(response, status === 500 ? 400 : status, ...rest);
}
