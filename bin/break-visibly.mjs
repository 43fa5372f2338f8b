/**
 * An answer whose length nobody knows ends with its connection in HTTP/1.0, which some proxies speak. Closed in good order, a broken one
 * would be taken for a whole one, so its connection is reset. In later versions the last chunk says that an answer is whole.
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
