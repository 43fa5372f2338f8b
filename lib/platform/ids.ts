import { v7 } from "uuid";

/** A UUID that starts with its creation time, so that indexes over ids grow at one end. */
export function newId(): string {
  return v7();
}

/** 128 random bits as 22 URL-safe characters. */
export function randomId(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
}
