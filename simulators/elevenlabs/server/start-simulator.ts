import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { CallRequest } from "../call-types";
import { createRandom, seedFrom } from "../create-random";
import type { DeliveryResult, DeliverySwitches, WebhookTarget } from "../delivery/delivery-types";
import { prepareDeliveries } from "../delivery/prepare-deliveries";
import { sendAll } from "../delivery/send-all";
import { generateConversation } from "../generate-conversation";
import { answerRequest } from "./answer-request";
import { createWorld } from "./create-world";
import type { Simulation } from "./route-types";

interface SimulatorOptions {
  /** 0 takes a free one. */
  port: number;
  apiKey: string;
  /** Where calls are reported, and the secret that signs them. */
  webhook?: WebhookTarget;
  /** Where agents, numbers and ordered calls are kept; without it they end with the process. */
  stateFile?: string;
  /** How long after it was ordered a call is reported, whatever its length. */
  reportAfterSeconds?: number;
  /** Turns the provider's retries on; their delays are multiplied by this. */
  retryScale?: number;
  /** Disorder for everything that is sent. */
  switches?: DeliverySwitches;
}

export interface ElevenLabsSimulator {
  /** For the official client's `baseUrl`. */
  url: string;
  /** Makes calls happen: their webhooks are sent, and the conversations can be fetched. Resolves when all are through. */
  placeCalls(
    requests: readonly CallRequest[],
    how?: { switches?: DeliverySwitches; concurrency?: number },
  ): Promise<DeliveryResult[]>;
  /** Waits until every ordered call has been reported. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** A stand-in for ElevenLabs on this machine: its REST interface, and signed webhooks for the calls that it makes up. */
export async function startElevenLabsSimulator(options: SimulatorOptions): Promise<ElevenLabsSimulator> {
  const world = createWorld(options.stateFile);
  const stopping = new AbortController();
  const reports = new Set<Promise<unknown>>();

  const placeCalls: ElevenLabsSimulator["placeCalls"] = async (requests, { switches, concurrency } = {}) => {
    const calls = requests.map((request) => generateConversation(request));
    for (const call of calls) world.conversationIds.add(call.data.conversation_id);
    world.save();
    if (!options.webhook) return [];
    const random = createRandom(seedFrom("deliveries", ...calls.map((call) => call.data.conversation_id)));
    const deliveries = prepareDeliveries(random, calls, { ...options.switches, ...switches });
    const { retryScale } = options;
    return sendAll(options.webhook, deliveries, { concurrency, retryScale, signal: stopping.signal });
  };

  const report = async (request: CallRequest) => {
    await setTimeout((options.reportAfterSeconds ?? 3) * 1000, undefined, { signal: stopping.signal });
    await placeCalls([request]);
  };
  const dial = (request: CallRequest) => {
    const reported = report(request)
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error;
      })
      .finally(() => reports.delete(reported));
    reports.add(reported);
  };

  const simulation: Simulation = { world, webhook: options.webhook, dial };
  const server = createServer((request, response) => {
    answerRequest(simulation, options.apiKey, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;

  return {
    url: `http://127.0.0.1:${port}`,
    placeCalls,
    settle: async () => {
      while (reports.size > 0) await Promise.all(reports);
    },
    stop: async () => {
      stopping.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(reports);
    },
  };
}
