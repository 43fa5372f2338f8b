/**
 * Drops a request whose connection was reset while it waited to be read. Nobody receives its response, and its peer address is no longer
 * known, so that only its unverified headers would be left.
 * @param {import("node:http").IncomingMessage} request
 * @returns {boolean} whether it is dropped.
 */
export function refuseGone({ socket }) {
  if (socket.remoteAddress) return false;
  socket.destroy();
  return true;
}
