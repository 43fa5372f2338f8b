import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";

/** A password's digest, to be hashed at a cost or compared with a hash. */
export type PasswordWork = { digest: string; cost: number } | { digest: string; passwordHash: string };
type Answer = { value: string | boolean } | { failure: string };

const workersMax = 2;
let workersStarted = 0;
const idle: Worker[] = [];
const waiting: ((worker: Worker) => void)[] = [];

/**
 * Works on passwords, at most two at a time, in threads that come after everything else: a hash takes a quarter of a second of a
 * core, and webhooks, pages and files must not wait for it.
 * @throws Error for a hash that is none; the next one has a thread all the same.
 */
export async function inPasswordWorker(work: PasswordWork): Promise<string | boolean> {
  const worker = await takeWorker();
  try {
    worker.ref();
    worker.postMessage(work);
    const [answer] = (await once(worker, "message")) as [Answer];
    if ("failure" in answer) throw new Error(answer.failure);
    return answer.value;
  } finally {
    worker.unref();
    giveBack(worker);
  }
}

async function takeWorker(): Promise<Worker> {
  const worker = idle.pop();
  if (worker) return worker;
  if (workersStarted === workersMax) return new Promise((resolve) => waiting.push(resolve));
  workersStarted += 1;
  return startWorker();
}

function startWorker(): Worker {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/auth/password-worker.mjs");
  const worker = new Worker(file);
  worker.on("error", () => {}); // whoever waits for its answer hears of it
  return worker;
}

/** A thread that has died makes room for another. */
function giveBack(worker: Worker): void {
  const usable = worker.threadId === -1 ? startWorker() : worker;
  const next = waiting.shift();
  if (next) next(usable);
  else idle.push(usable);
}
