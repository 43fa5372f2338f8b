import { setTimeout } from "node:timers/promises";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import type { Delivery, DeliveryResult, WebhookTarget } from "./delivery-types";

const RETRY_DELAYS_SECONDS = [30, 120, 480, 1800];
const JITTER = 0.1;
const TIMEOUT_MS = 10_000;

export interface SendOptions {
  signal?: AbortSignal;
  /** Off unless given, as with the provider. Its delays are multiplied by this; 1 is real time. */
  retryScale?: number;
}

/**
 * Signs and posts one webhook. With retries, a transcription is sent up to five times, the same body and signature each
 * time, after 5xx, 429, 408 and when nobody answers; other types are sent once.
 */
export async function sendWebhook(
  target: WebhookTarget,
  delivery: Delivery,
  options: SendOptions = {},
): Promise<DeliveryResult> {
  if (delivery.delaySeconds > 0) await setTimeout(delivery.delaySeconds * 1000, undefined, { signal: options.signal });
  const rawBody = await delivery.rawBody();
  const signature = signWebhook({ secret: target.secret, timestampSeconds: Math.floor(Date.now() / 1000), rawBody });

  const retries = delivery.type === "post_call_transcription" && options.retryScale !== undefined;
  const delays = retries ? RETRY_DELAYS_SECONDS : [];
  for (let attempts = 1; ; attempts += 1) {
    const answer = await post(target.url, rawBody, signature, delivery.isChunked, options.signal);
    const delaySeconds = delays[attempts - 1];
    if (delaySeconds === undefined || !isRetried(answer.status)) return { delivery, attempts, ...answer };
    const jitter = 1 + Math.random() * JITTER;
    await setTimeout(delaySeconds * jitter * (options.retryScale ?? 1) * 1000, undefined, { signal: options.signal });
  }
}

async function post(url: string, rawBody: string, signature: string, isChunked: boolean, signal?: AbortSignal) {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "ElevenLabs/1.0",
        "elevenlabs-signature": signature,
      },
      body: isChunked ? new Blob([rawBody]).stream() : rawBody,
      ...(isChunked ? { duplex: "half" } : {}),
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    await response.arrayBuffer();
    return { status: response.status, milliseconds: took(), problem: null };
  } catch (error) {
    return { status: null, milliseconds: took(), problem: explain(error) };
  }
}

function isRetried(status: number | null): boolean {
  return status === null || status >= 500 || status === 429 || status === 408;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return "unknown problem";
  if (error.name === "TimeoutError") return "no answer in time";
  return error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : error.message;
}
