export const webhookProviders = ["elevenlabs", "stripe"] as const;
export type WebhookProvider = (typeof webhookProviders)[number];

/** The status of an event: pending until it is processed, waiting for its call, or final. */
export const webhookEventStatuses = ["pending", "waiting", "processed", "unsupported", "quarantined"] as const;
export type WebhookEventStatus = (typeof webhookEventStatuses)[number];

/** An event that a transaction has locked. */
export type TakenEvent = {
  id: string;
  body: Buffer | null;
  bodyStorageKey: string | null;
  audioStorageKey: string | null;
  sha256: Buffer;
  receivedAt: Date;
};
