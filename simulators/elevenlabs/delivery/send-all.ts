import { setTimeout } from "node:timers/promises";
import type { Delivery, DeliveryResult, WebhookTarget } from "./delivery-types";
import { type SendOptions, sendWebhook } from "./send-webhook";

interface SendAllOptions extends SendOptions {
  /** Webhooks under way at once. */
  concurrency?: number;
  /** At most this many begin each second. */
  ratePerSecond?: number;
  /** A true answer ends the sending. */
  onResult?: (result: DeliveryResult) => boolean | undefined;
}

/** Sends webhooks in their order, several at once. */
export async function sendAll(target: WebhookTarget, deliveries: readonly Delivery[], options: SendAllOptions = {}) {
  const { concurrency = 4, ratePerSecond, onResult, ...sendOptions } = options;
  const results: DeliveryResult[] = [];
  const queue = deliveries.values();
  const startedAt = performance.now();
  let begun = 0;
  let isStopped = false;

  const work = async () => {
    for (const delivery of queue) {
      const dueMs = ratePerSecond ? (begun * 1000) / ratePerSecond - (performance.now() - startedAt) : 0;
      begun += 1;
      if (dueMs > 0) await setTimeout(dueMs, undefined, { signal: options.signal });
      if (isStopped) return;
      const result = await sendWebhook(target, delivery, sendOptions);
      results.push(result);
      if (onResult?.(result)) isStopped = true;
      if (isStopped) return;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}
