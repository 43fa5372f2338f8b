import { parseArgs } from "node:util";

export interface Flags {
  calls: number;
  agentIds: string[];
  url: string | undefined;
  secret: string | undefined;
  duplicates: number;
  shuffle: boolean;
  audio: boolean;
  failures: number;
  unknown: number;
  concurrency: number;
  ratePerSecond: number | undefined;
  seed: number | undefined;
  startedWithinMinutes: number;
  help: boolean;
}

export const USAGE = `Usage: npm run simulate -- [options]

Makes phone calls happen on a running instance by sending it the webhooks that ElevenLabs would send.

  --calls <number>            how many calls, 1 to 10000 (20)
  --agent <id>                ElevenLabs id of the agent that took them; may be given several times (the demo agents)
  --url <address>             the running instance (http://localhost:3000)
  --secret <text>             signs the webhooks (ELEVENLABS_WEBHOOK_SECRET, or the one the instance made for itself)
  --duplicates <share>        share of webhooks that come twice, 0 to 1 (0)
  --shuffle                   send them in any order
  --audio                     also send recordings
  --failures <share>          share of calls that nobody answers, 0 to 1 (0)
  --unknown <share>           share of calls with an extra webhook of an unknown type, 0 to 1 (0)
  --concurrency <number>      webhooks under way at once, 1 to 500 (4)
  --rate <number>             at most this many webhooks a second
  --seed <number>             make the same calls again
  --started-within <minutes>  the calls began within this time, 1 to 525600 (60)
  --help                      show this
`;

const OPTIONS = {
  calls: { type: "string" },
  agent: { type: "string", multiple: true },
  url: { type: "string" },
  secret: { type: "string" },
  duplicates: { type: "string" },
  shuffle: { type: "boolean" },
  audio: { type: "boolean" },
  failures: { type: "string" },
  unknown: { type: "string" },
  concurrency: { type: "string" },
  rate: { type: "string" },
  seed: { type: "string" },
  "started-within": { type: "string" },
  help: { type: "boolean" },
} as const;

/** A mistake in the flags; its message is one sentence for the person at the keyboard. */
export class FlagError extends Error {}

/** Reads the command line. Throws FlagError. */
export function parseFlags(args: readonly string[]): Flags {
  const values = readArgs(args);
  const isIn = (min: number, max: number) => (value: number) => value >= min && value <= max;
  const whole = (flag: keyof typeof OPTIONS, min: number, max: number) => {
    const isValid = (value: number) => Number.isInteger(value) && isIn(min, max)(value);
    return readNumber(flag, values[flag], isValid, `a whole number from ${min} to ${max}`);
  };
  const share = (flag: keyof typeof OPTIONS) => readNumber(flag, values[flag], isIn(0, 1), "a share from 0 to 1") ?? 0;
  const agentIds = values.agent ?? [];
  if (agentIds.some((id) => !/^[\w-]{1,100}$/.test(id))) {
    throw new FlagError("--agent must be an id such as agent_4101k7hq3m2xf8tbw9c6n0dv5e1r.");
  }
  if (values.secret === "") throw new FlagError("--secret must not be empty.");
  return {
    calls: whole("calls", 1, 10_000) ?? 20,
    agentIds,
    url: values.url === undefined ? undefined : readAddress(values.url),
    secret: values.secret,
    duplicates: share("duplicates"),
    shuffle: values.shuffle ?? false,
    audio: values.audio ?? false,
    failures: share("failures"),
    unknown: share("unknown"),
    concurrency: whole("concurrency", 1, 500) ?? 4,
    ratePerSecond: readNumber("rate", values.rate, isIn(0.01, 10_000), "a number from 0.01 to 10000"),
    seed: whole("seed", 0, 2 ** 32 - 1),
    startedWithinMinutes: whole("started-within", 1, 525_600) ?? 60,
    help: values.help ?? false,
  };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    const [sentence] = error instanceof Error ? error.message.split(/\.(?:\s|$)/) : [];
    throw new FlagError(`${sentence ?? "The flags cannot be read"}; --help shows what is possible.`);
  }
}

function readNumber(
  flag: string,
  text: unknown,
  isValid: (value: number) => boolean,
  what: string,
): number | undefined {
  if (text === undefined) return undefined;
  const value = typeof text === "string" && text.trim() !== "" ? Number(text) : Number.NaN;
  if (Number.isFinite(value) && isValid(value)) return value;
  throw new FlagError(`--${flag} must be ${what}, not ${String(text) || "empty"}.`);
}

function readAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return url.href.replace(/\/$/, "");
  throw new FlagError(`--url must be an address such as http://localhost:3000, not ${text || "empty"}.`);
}
