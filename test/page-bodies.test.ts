import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { describe, expect, test } from "vitest";
import nextConfig from "../next.config";
import { config } from "../proxy";

const actionBytesMax = 1024 * 1024;
const isBuffered = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig, url });

describe("what is posted", () => {
  test("to a page is held in memory only up to a little more than an action may have", () => {
    const bytesMax = Number(nextConfig.experimental?.proxyClientMaxBodySize);
    expect(bytesMax).toBeGreaterThan(actionBytesMax);
    expect(bytesMax).toBeLessThan(2 * actionBytesMax);
    expect(nextConfig.experimental?.serverActions?.bodySizeLimit).toBeUndefined();
  });

  test("to a route that takes files or events is not held to that", () => {
    expect(isBuffered("/login")).toBe(true);
    expect(isBuffered("/contacts/import")).toBe(true);
    expect(isBuffered("/api/contacts/imports")).toBe(false);
    expect(isBuffered("/api/webhooks/elevenlabs")).toBe(false);
  });
});
