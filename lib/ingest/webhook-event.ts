export const webhookProviders = ["elevenlabs", "stripe"] as const;
export type WebhookProvider = (typeof webhookProviders)[number];

/** Where an event is: pending until it was looked at, waiting for the call that it belongs to, or at its end. */
export const webhookEventStatuses = ["pending", "waiting", "processed", "unsupported", "quarantined"] as const;
export type WebhookEventStatus = (typeof webhookEventStatuses)[number];
