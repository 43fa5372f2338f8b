import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

interface ClientSettings {
  apiKey: string;
  /** The base URL of the provider or its stand-in; the provider's public address if absent. */
  baseUrl?: string;
}

export interface ConversationAudio {
  stream: ReadableStream<Uint8Array>;
  contentType: "audio/mpeg";
}

export type ProviderAgent = { id: string; name: string };

export type ProviderWebhook = {
  name: string;
  url: string;
  isDisabled: boolean;
  isAutoDisabled: boolean;
  lastFailure: { code: number; at: string | null } | null;
};

export type ProviderSubscription = { tier: string; used: number; limit: number; resetsAt: string | null };

/** Unix seconds as ISO 8601. */
const instantOf = (seconds: number | undefined | null) =>
  seconds == null ? null : new Date(seconds * 1000).toISOString();

const agentsMax = 2_000;

export type ElevenLabs = ReturnType<typeof createElevenLabs>;

const TIMEOUT_SECONDS = 30;

/** The product's client of ElevenLabs. Its methods throw AppError UPSTREAM_UNAVAILABLE if the provider fails. */
export function createElevenLabs(settings: ClientSettings) {
  return {
    /** The conversation as the provider has it now, in camelCase. Throws AppError NOT_FOUND when it is gone. */
    getConversation: async (conversationId: string) => {
      const conversation = await ask(settings, (sdk) => sdk.conversationalAi.conversations.get(conversationId));
      if (!conversation) throw new AppError("NOT_FOUND", "ElevenLabs no longer has this conversation.");
      return conversation;
    },

    /** The workspace's agents, up to `agentsMax`, the newest first. */
    listAgents: async (): Promise<ProviderAgent[]> => {
      const agents: ProviderAgent[] = [];
      let cursor: string | undefined;
      do {
        const page = await ask(settings, (sdk) =>
          sdk.conversationalAi.agents.list({ pageSize: 100, ...(cursor && { cursor }) }),
        );
        agents.push(...(page?.agents ?? []).map(({ agentId, name }) => ({ id: agentId, name })));
        cursor = page?.hasMore ? page.nextCursor : undefined;
      } while (cursor !== undefined && agents.length < agentsMax);
      return agents;
    },

    /** The workspace's webhooks, and how their newest deliveries went. */
    listWebhooks: async (): Promise<ProviderWebhook[]> => {
      const answer = await ask(settings, (sdk) => sdk.webhooks.list({ includeUsages: false }));
      return (answer?.webhooks ?? []).map((webhook) => ({
        name: webhook.name,
        url: webhook.webhookUrl,
        isDisabled: webhook.isDisabled,
        isAutoDisabled: webhook.isAutoDisabled,
        lastFailure:
          webhook.mostRecentFailureErrorCode == null
            ? null
            : { code: webhook.mostRecentFailureErrorCode, at: instantOf(webhook.mostRecentFailureTimestamp) },
      }));
    },

    /** What the workspace has used and may use, in the provider's credits; null when it does not say. */
    getSubscription: async (): Promise<ProviderSubscription | null> => {
      const answer = await ask(settings, (sdk) => sdk.user.subscription.get());
      return (
        answer && {
          tier: answer.tier,
          used: answer.characterCount,
          limit: answer.characterLimit,
          resetsAt: instantOf(answer.nextCharacterCountResetUnix),
        }
      );
    },

    /** The recording as it comes in, or null when there is none. */
    fetchConversationAudio: async (conversationId: string): Promise<ConversationAudio | null> => {
      const stream = await ask(settings, (sdk) => sdk.conversationalAi.conversations.audio.get(conversationId));
      return stream && { stream, contentType: "audio/mpeg" };
    },
  };
}

let shared: ElevenLabs | undefined;

/** The client for the configured provider. @throws AppError UPSTREAM_UNAVAILABLE when no key is configured. */
export function elevenLabs(): ElevenLabs {
  const { elevenlabsApiKey, elevenlabsBaseUrl } = loadEnv();
  if (!elevenlabsApiKey)
    throw new AppError("UPSTREAM_UNAVAILABLE", "ElevenLabs is not connected: its API key is not set.");
  shared ??= createElevenLabs({ apiKey: elevenlabsApiKey, baseUrl: elevenlabsBaseUrl });
  return shared;
}

type Sdk = Awaited<ReturnType<typeof createSdk>>;

/** The official client takes over a second to load, so it is loaded on first use. */
async function createSdk({ apiKey, baseUrl }: ClientSettings) {
  const { ElevenLabsClient } = await import("@elevenlabs/elevenlabs-js");
  return new ElevenLabsClient({
    apiKey,
    baseUrl,
    timeoutInSeconds: TIMEOUT_SECONDS,
    maxRetries: 0,
    headers: { "accept-encoding": "gzip" },
  });
}

/** The provider's answer, or null when it says that there is no such thing. */
async function ask<Answer>(
  settings: ClientSettings,
  question: (sdk: Sdk) => PromiseLike<Answer>,
): Promise<Answer | null> {
  const sdk = await sdkFor(settings);
  try {
    return await question(sdk);
  } catch (error) {
    const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
    if (status === 404) return null;
    throw new AppError("UPSTREAM_UNAVAILABLE", explain(status), { cause: error });
  }
}

const sdks = new WeakMap<ClientSettings, Promise<Sdk>>();

function sdkFor(settings: ClientSettings): Promise<Sdk> {
  const known = sdks.get(settings);
  if (known) return known;
  const made = createSdk(settings);
  sdks.set(settings, made);
  return made;
}

function explain(status: unknown): string {
  if (status === 400 || status === 401 || status === 403) return "ElevenLabs refused the request: check the API key.";
  if (status === 429) return "ElevenLabs is receiving too many requests. Try again in a moment.";
  return "ElevenLabs cannot be reached at the moment. Try again later.";
}
