/**
 * In HTTP/1.0, which some proxies speak, a response of unknown length ends with its connection. A broken response whose connection is
 * closed normally would be mistaken for a complete one, so its connection is reset. In later versions the last chunk marks the end.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export function breakVisibly(request, response) {
  if (request.httpVersion !== "1.0") return;
  const { destroy } = response;
  response.destroy = (error) => {
    if (error && response.headersSent && !response.writableEnded) request.socket.resetAndDestroy();
    return destroy.call(response, error);
  };
}
