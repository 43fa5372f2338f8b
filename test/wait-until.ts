import { vi } from "vitest";

/** Waits until something is so, much longer than it ever takes: a busy machine fails no test. */
export async function waitUntil(isSo: () => unknown): Promise<void> {
  await vi.waitUntil(isSo, { timeout: 30_000 });
}
