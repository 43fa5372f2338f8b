import { loadEnv, provideEnv, readEnvFile } from "@/lib/platform/env";
import { localSecrets } from "@/lib/platform/local-secrets";
import { checkPort } from "./supervisor/check-port";
import { createStack } from "./supervisor/create-stack";
import { ensureBuild } from "./supervisor/ensure-build";
import { listenToSignals } from "./supervisor/listen-to-signals";
import { report } from "./supervisor/report";
import { startDatabase } from "./supervisor/start-database";
import { startWeb } from "./supervisor/start-web";

const say = (sentence: string) => console.log(sentence);
const stack = createStack(say);
listenToSignals(stack, say);
process.on("uncaughtException", (error) => {
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
  const env = loadEnv();
  await checkPort(env.port);
  const secrets = await localSecrets(env.dataDir);
  provideEnv({
    DATA_DIR: env.dataDir,
    STORAGE_DIR: env.storageDir,
    DEMO: env.isDemo ? "1" : "0",
    NEXTAUTH_SECRET: env.nextAuthSecret ?? secrets.nextAuthSecret,
    NEXTAUTH_URL: env.nextAuthUrl,
  });

  await startDatabase(env, secrets, stack, say);
  if (!isDev) await ensureBuild(say);
  const web = startWeb(env.port, isDev);
  stack.add(web);
  await web.untilReady();
}
