import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { createInternalForwards } from "./internal-forwards.mjs";

type Headers = Record<string, string>;

function receive(forwards: ReturnType<typeof createInternalForwards>, headers: Headers, peer: string) {
  // Only these parts of a request and an answer are looked at.
  const request = { headers } as unknown as IncomingMessage;
  const response = new EventEmitter() as unknown as ServerResponse;
  return forwards.receive(request, response, () => peer);
}

test("a request that the server forwards to itself keeps the client's address, also when it is forwarded again", () => {
  const forwards = createInternalForwards();
  const headers: Headers = { "next-action": "00", "x-forwarded-proto": "https" };
  expect(receive(forwards, headers, "203.0.113.7")).toBe("203.0.113.7");
  const passedOn = { ...headers, "x-action-forwarded": "1", "x-forwarded-proto": "http" };
  for (let hop = 0; hop < 2; hop += 1) {
    expect(receive(forwards, passedOn, "127.0.0.1")).toBe("203.0.113.7");
    expect(passedOn["x-action-forwarded"]).toBe("1");
  }
});

test("a client that claims to be the server is not believed", () => {
  const forwards = createInternalForwards();
  const theirs: Headers = { "next-action": "00" };
  receive(forwards, theirs, "203.0.113.7");
  const other = createInternalForwards();
  for (const ticket of ["", "undefined", "0".repeat(32), theirs["x-callwright-forward"] ?? ""]) {
    const forged: Headers = {
      "next-action": "00",
      "x-callwright-forward": ticket,
      "x-action-forwarded": "1",
      "x-forwarded-proto": "https",
    };
    expect(receive(other, forged, "198.51.100.1")).toBe("198.51.100.1");
    expect(forged).toEqual({ "next-action": "00", "x-callwright-forward": expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(forged["x-callwright-forward"]).not.toBe(ticket);
  }
});

test("only actions are passed on, so nothing else carries a ticket", () => {
  const headers: Headers = { "x-callwright-forward": "x" };
  receive(createInternalForwards(), headers, "203.0.113.7");
  expect(headers).toEqual({});
});
