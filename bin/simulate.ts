import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { loadEnv, readEnvFile } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { describeResult, describeTotals, TABLE_HEAD } from "@/simulators/elevenlabs/command/describe-results";
import { makeRecentCalls } from "@/simulators/elevenlabs/command/make-recent-calls";
import { FlagError, type Flags, parseFlags, USAGE } from "@/simulators/elevenlabs/command/parse-flags";
import { createRandom } from "@/simulators/elevenlabs/create-random";
import { prepareDeliveries } from "@/simulators/elevenlabs/delivery/prepare-deliveries";
import { sendAll } from "@/simulators/elevenlabs/delivery/send-all";

const LocalSecrets = z.object({ elevenlabsWebhookSecret: z.string().min(1) });

process.exitCode = await run(process.argv.slice(2));

/** The exit code: 0 when everything was accepted, 1 when not, 2 when the command was not understood. */
async function run(args: readonly string[]): Promise<number> {
  try {
    const flags = parseFlags(args);
    if (flags.help) {
      console.log(USAGE);
      return 0;
    }
    readEnvFile();
    return await simulate(flags);
  } catch (error) {
    if (!(error instanceof FlagError) && !(error instanceof AppError)) throw error;
    console.error(error.message);
    return error instanceof FlagError ? 2 : 1;
  }
}

async function simulate(flags: Flags): Promise<number> {
  const secret = flags.secret ?? (await findSecret());
  const instance = flags.url ?? `http://localhost:${loadEnv().port}`;
  const seed = flags.seed ?? randomInt(2 ** 32);
  const calls = makeRecentCalls({ ...flags, seed, count: flags.calls, now: new Date() });
  const deliveries = prepareDeliveries(createRandom(seed), calls, flags);

  const startedAt = performance.now();
  let isReached = false;
  let isAway = false;
  const target = { url: `${instance}/api/webhooks/elevenlabs`, secret };
  const { concurrency, ratePerSecond } = flags;
  const results = await sendAll(target, deliveries, {
    concurrency,
    ratePerSecond,
    onResult: (result) => {
      isAway ||= !isReached && result.status === null;
      if (isAway) return true;
      if (!isReached) console.log(TABLE_HEAD);
      isReached = true;
      console.log(describeResult(result));
    },
  });
  if (isAway && !isReached)
    throw new AppError("UNAVAILABLE", `Nothing answers at ${instance}: is the instance running?`);

  console.log(`\n${describeTotals(results, (performance.now() - startedAt) / 1000)}`);
  console.log(`To repeat the same calls: --seed ${seed}`);
  return results.every(({ status }) => status === 200) ? 0 : 1;
}

/** The secret that the running instance expects: from the environment, or the one it made for its own stand-in. */
async function findSecret(): Promise<string> {
  const { elevenlabsWebhookSecrets, dataDir } = loadEnv();
  const [configured] = elevenlabsWebhookSecrets;
  if (configured) return configured;
  const file = path.join(dataDir, "secrets.json");
  const text = await readFile(file, "utf8").catch(() => "");
  const secrets = LocalSecrets.safeParse(parseJson(text));
  if (secrets.success) return secrets.data.elevenlabsWebhookSecret;
  throw new FlagError(
    `There is no webhook secret: give --secret, set ELEVENLABS_WEBHOOK_SECRET, or start the product once so that it makes ${file}.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
