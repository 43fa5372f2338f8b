import { randomBytes } from "node:crypto";

/** Names the request that an internal one goes on from; it is known in this process alone. */
const ticketHeader = "x-callwright-forward";
/** A caller who goes away leaves an action that is being passed on. */
const ticketMs = 30_000;

/**
 * The framework passes an action that a page does not bundle on to itself, over HTTP and with the headers that it came with, among them a
 * ticket. By it the second request keeps the first one's address. Nobody else knows a ticket, so nobody can claim to be the server.
 */
export function createInternalForwards() {
  /** @type {Map<string, string | undefined>} */
  const addresses = new Map();

  /**
   * Clears a request of what only this server may say, and says where it came from.
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @param {() => string | undefined} addressOutside the address of a request that comes from outside
   * @returns {string | undefined}
   */
  function receive(request, response, addressOutside) {
    const { headers } = request;
    // The framework would go to itself by the scheme that the caller used, which ends at a proxy.
    delete headers["x-forwarded-proto"];
    const ticket = String(headers[ticketHeader]);
    if (addresses.has(ticket)) return addresses.get(ticket);
    delete headers[ticketHeader];
    delete headers["x-action-forwarded"];
    const address = addressOutside();
    if (headers["next-action"] !== undefined) headers[ticketHeader] = issue(response, address);
    return address;
  }

  /** @param {import("node:http").ServerResponse} response @param {string | undefined} address */
  function issue(response, address) {
    const ticket = randomBytes(16).toString("hex");
    addresses.set(ticket, address);
    response.once("close", () => setTimeout(() => addresses.delete(ticket), ticketMs).unref());
    return ticket;
  }

  return { receive };
}
