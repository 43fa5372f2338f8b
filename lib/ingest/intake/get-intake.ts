import path from "node:path";
import { getDatabase } from "@/lib/db/get-database";
import { loadEnv } from "@/lib/platform/env";
import { createIntake, type Intake } from "./create-intake";

// Kept on the global object: a bundler may load this module more than once.
const holder: typeof globalThis & { callwrightIntake?: Intake } = globalThis;

/** The intake of this web process. */
export function getIntake(): Intake {
  holder.callwrightIntake ??= openIntake();
  return holder.callwrightIntake;
}

function openIntake(): Intake {
  const { storageDir, webhookBodyBytesMax } = loadEnv();
  const spoolFolder = path.join(storageDir, "spool");
  return createIntake({ db: getDatabase(), spoolFolder, bodyBytesMax: webhookBodyBytesMax });
}
