import { STATUS_CODES } from "node:http";

export const knownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const refusal = {
  Allow: knownMethods.join(", "),
  "Content-Type": "text/plain; charset=utf-8",
  "X-Content-Type-Options": "nosniff",
};
const sentence = "There is no such method here.\n";

/**
 * Refuses methods that the product does not use: the framework cannot represent some of them, and would fail.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @returns {boolean} whether it is answered.
 */
export function refuseMethod(request, response) {
  if (knownMethods.includes(request.method ?? "")) return false;
  response.writeHead(405, { ...refusal, Connection: "close" });
  response.end(request.method === "HEAD" ? undefined : sentence);
  return true;
}

/**
 * The same for what the parser does not report as a request: CONNECT, and unknown methods. Anything else that it cannot read is answered as
 * Node would.
 * @param {import("node:http").Server} server
 */
export function refuseUnknownMethods(server) {
  server.on("connect", (_request, socket) => {
    // The server no longer handles this socket: an error without a listener would end the process.
    socket.on("error", () => socket.destroy());
    answer(socket, 405);
  });
  server.on("clientError", (error, socket) => answer(socket, statusOf(error)));
}

const statuses = { HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413, ERR_HTTP_REQUEST_TIMEOUT: 408 };
const requestLine = /^[!#$%&'*+\-.^_`|~\w]{1,64} \S+ HTTP\/1\.[01]\r?\n/;

/** @param {Error & { code?: string, rawPacket?: Buffer }} error */
function statusOf(error) {
  const isMethod =
    error.code === "HPE_INVALID_METHOD" &&
    requestLine.test(String(error.rawPacket?.subarray(0, 4_096).toString("latin1")));
  return isMethod ? 405 : (statuses[error.code ?? ""] ?? 400);
}

/** @param {import("node:stream").Duplex} socket @param {number} status */
function answer(socket, status) {
  // If a response has already started, another would be taken for a part of it.
  if (!socket.writable || socket._httpMessage?.headersSent) return socket.destroy();
  const headers = status === 405 ? refusal : {};
  const body = status === 405 ? sentence : "";
  const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  // A client that does not hang up after that would keep the connection open forever.
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`, () => socket.destroy());
}
