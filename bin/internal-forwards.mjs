import { randomBytes } from "node:crypto";

/** Names the request that an internal one continues from; it is known in this process alone. */
const ticketHeader = "x-callwright-forward";
/** The lifetime of a ticket, since a client may disconnect while its action is being forwarded. */
const ticketMs = 30_000;

/**
 * The framework forwards an action that a page does not bundle to the server itself, over HTTP and with the original headers, which include
 * a ticket. The ticket lets the second request keep the first one's client address. Only the process knows it, so no client can claim to be
 * the server.
 */
export function createInternalForwards() {
  /** @type {Map<string, string | undefined>} */
  const addresses = new Map();

  /**
   * Removes headers that only this server may set from a request, and returns the client's address.
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @param {() => string | undefined} addressOutside the address of a request that comes from outside
   * @returns {string | undefined}
   */
  function receive(request, response, addressOutside) {
    const { headers } = request;
    // The framework would call itself with the client's scheme, which is terminated at a proxy.
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
