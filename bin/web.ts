import { loadEnv, provideEnv, readEnvFile } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { checkPort } from "./supervisor/check-port";
import { createStack } from "./supervisor/create-stack";
import { ensureBuild } from "./supervisor/ensure-build";
import { listenToSignals } from "./supervisor/listen-to-signals";
import { report } from "./supervisor/report";
import { startWeb } from "./supervisor/start-web";
import { untilAnswering } from "./supervisor/until-answering";

const say = (sentence: string) => console.log(sentence);
const stack = createStack(say);
listenToSignals(stack, say);

try {
  readEnvFile();
  const env = loadEnv();
  const { port, dataDir, storageDir, nextAuthUrl, nextAuthSecret } = env;
  // A secret of this process alone would be unknown to other web processes.
  if (!nextAuthSecret) {
    throw new AppError(
      "BAD_REQUEST",
      "The environment variable NEXTAUTH_SECRET must be set, to the same value for every web process of this database.",
    );
  }
  await checkPort(port);
  await untilAnswering(env, "web server", say);
  provideEnv({ DATA_DIR: dataDir, STORAGE_DIR: storageDir, NEXTAUTH_URL: nextAuthUrl });
  await ensureBuild(say);
  const web = await startWeb(stack, { isDev: false });
  await web.until("health");
  if (!stack.isStopping()) say(`The web server is listening on port ${port}. Ctrl-C stops it.`);
} catch (error) {
  if (!stack.isStopping()) {
    report(error);
    await stack.stop(1);
  }
}
