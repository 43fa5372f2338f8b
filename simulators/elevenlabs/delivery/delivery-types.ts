import type { CallEvent } from "../payload-types";

/** One webhook that is to be sent. A duplicate is the same body again. */
export interface Delivery {
  type: string;
  conversationId: string | null;
  /** In the provider's own spacing. */
  rawBody(): Promise<string>;
  /** Sent without a Content-Length, as recordings are. */
  isChunked: boolean;
  /** Seconds to wait before the first attempt. */
  delaySeconds: number;
  /** Of the call this is about; null for a type that is not about a call. */
  call: CallEvent | null;
}

/** Shares are 0 to 1. */
export interface DeliverySwitches {
  duplicates?: number;
  /** Any order: recordings before transcripts, failures first. */
  shuffle?: boolean;
  /** Also sends each call's recording. */
  audio?: boolean;
  /** Additional events of types that nobody knows yet. */
  unknown?: number;
  /** Calls with keys that nobody knows yet. */
  unknownKeys?: number;
  /** Calls whose analysis is null. */
  missingAnalysis?: number;
  /** Calls without their `conversation_id`, as during the provider's incident; the dynamic variable still has it. */
  missingConversationId?: number;
  /** Each delivery waits up to this long. */
  delaySecondsMax?: number;
}

export interface WebhookTarget {
  url: string;
  secret: string;
}

export interface DeliveryResult {
  delivery: Delivery;
  /** Of the last attempt; null when nobody answered. */
  status: number | null;
  attempts: number;
  /** From the first byte of the last attempt to its answer. */
  milliseconds: number;
  /** Why nobody answered. */
  problem: string | null;
}
