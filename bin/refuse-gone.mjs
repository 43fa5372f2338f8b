/**
 * Drops a request whose connection was reset while it waited to be read. Nobody takes its answer, and the system does not know any more
 * where it came from, so that its own word would be all there is.
 * @param {import("node:http").IncomingMessage} request
 * @returns {boolean} whether it is dropped.
 */
export function refuseGone({ socket }) {
  if (socket.remoteAddress) return false;
  socket.destroy();
  return true;
}
