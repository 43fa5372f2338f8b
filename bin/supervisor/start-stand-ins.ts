import path from "node:path";
import { type Env, provideEnv } from "@/lib/platform/env";
import type { LocalSecrets } from "@/lib/platform/local-secrets";
import type { Stack } from "./create-stack";

/** Runs the local replacement of every service that the environment does not name, and loads no other; returns one line about each. */
export async function startStandIns(env: Env, secrets: LocalSecrets, stack: Stack): Promise<string[]> {
  return [...(await startElevenLabs(env, secrets, stack)), ...(await startMail(env, stack))];
}

async function startElevenLabs(env: Env, secrets: LocalSecrets, stack: Stack): Promise<string[]> {
  const [secret] = env.elevenlabsWebhookSecrets;
  if (env.elevenlabsApiKey) return [];
  const webhook = {
    url: `http://127.0.0.1:${env.port}/api/webhooks/elevenlabs`,
    secret: secret ?? secrets.elevenlabsWebhookSecret,
  };
  const { startElevenLabsSimulator } = await import("@/simulators/elevenlabs/server/start-simulator");
  const apiKey = secrets.elevenlabsApiKey;
  const stateFile = path.join(env.dataDir, "elevenlabs.json");
  const simulator = await startElevenLabsSimulator({ port: 0, apiKey, webhook, stateFile });
  await stack.add({ name: "ElevenLabs stand-in", stopMsMax: 1_000, start: async () => ({ stop: simulator.stop }) });
  provideEnv({
    ELEVENLABS_API_KEY: apiKey,
    ELEVENLABS_BASE_URL: simulator.url,
    ...(secret ? {} : { ELEVENLABS_WEBHOOK_SECRET: webhook.secret }),
  });
  return ["ElevenLabs   a stand-in on this machine; npm run simulate simulates calls"];
}

async function startMail(env: Env, stack: Stack): Promise<string[]> {
  if (env.smtpUrl) return [];
  const folder = path.join(env.dataDir, "mail");
  const { startMailSimulator } = await import("@/simulators/smtp/start-mail-simulator");
  const mail = await startMailSimulator({ folder });
  await stack.add({ name: "local mail server", stopMsMax: 1_000, start: async () => ({ stop: mail.stop }) });
  provideEnv({ SMTP_URL: mail.url, LOCAL_MAIL_DIR: folder });
  return [`Mail         a stand-in on this machine: read it at ${env.nextAuthUrl}/mail`];
}
