import { loadEnv, provideEnv, readEnvFile } from "@/lib/platform/env";
import { localEncryptionKey, localSecrets } from "@/lib/platform/local-secrets";
import { checkPort } from "./supervisor/check-port";
import { createStack } from "./supervisor/create-stack";
import { ensureBuild } from "./supervisor/ensure-build";
import { listenToSignals } from "./supervisor/listen-to-signals";
import { printWelcome } from "./supervisor/print-welcome";
import { report } from "./supervisor/report";
import { builtWorker, sourceWorker, startBackgroundJobs } from "./supervisor/start-background-jobs";
import { startDatabase } from "./supervisor/start-database";
import { startStandIns } from "./supervisor/start-stand-ins";
import { startWeb } from "./supervisor/start-web";

const say = (sentence: string) => console.log(sentence);
const stack = createStack(say);
listenToSignals(stack, say);
process.on("uncaughtException", (error) => {
  // While the database goes away, what still uses it may complain.
  if (stack.isStopping()) return;
  report(error);
  void stack.stop(1);
});

try {
  await start({ isDev: process.argv.includes("--dev") });
} catch (error) {
  if (!stack.isStopping()) {
    report(error);
    await stack.stop(1);
  }
}

async function start({ isDev }: { isDev: boolean }): Promise<void> {
  readEnvFile();
  const given = loadEnv();
  await checkPort(given.port);
  const secrets = await localSecrets(given.dataDir);
  provideEnv({
    DATA_DIR: given.dataDir,
    STORAGE_DIR: given.storageDir,
    DEMO: given.isDemo ? "1" : "0",
    NEXTAUTH_SECRET: given.nextAuthSecret ?? secrets.nextAuthSecret,
    NEXTAUTH_URL: given.nextAuthUrl,
    // A database elsewhere may have other instances, which must all have the same key.
    ...(given.databaseUrl || given.configEncryptionKey ? {} : { CONFIG_ENCRYPTION_KEY: localEncryptionKey(secrets) }),
  });

  const connectionString = await startDatabase(given, secrets, stack, say);
  const demoPassword = given.isDemo ? (given.demoPassword ?? secrets.demoPassword) : undefined;
  await Promise.all([
    demoPassword ? makeDemo(connectionString, demoPassword) : undefined,
    isDev ? undefined : ensureBuild(say),
  ]);
  const standIns = await startStandIns(given, secrets, stack);

  const web = await startWeb(stack, { isDev });
  await startBackgroundJobs(stack, isDev ? sourceWorker : builtWorker);
  await web.until("ready");
  if (!stack.isStopping()) printWelcome({ env: loadEnv(), demoPassword, standIns });
}

// Loaded only here: without a demo it would make every start a second longer.
async function makeDemo(connectionString: string, password: string): Promise<void> {
  const { seedDemo } = await import("@/prisma/seed");
  await seedDemo({ connectionString, password, log: say });
}
