import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "@/lib/platform/errors";

/** A password's digest, to be hashed at a cost or compared with a hash. */
export type PasswordWork = { digest: string; cost: number } | { digest: string; passwordHash: string };
type Answer = { value: string | boolean } | { failure: string };

/** Leaves one core for everything else. */
export const workersMax = Math.max(1, Math.min(2, availableParallelism() - 1));
/** About half a minute of work: clients further back would disconnect before their turn. */
const waitingMax = 200;
let workersStarted = 0;
const dead = new WeakSet<Worker>();
const idle: Worker[] = [];
const waiting: ((worker: Worker) => void)[] = [];

/**
 * Hashes and compares passwords, at most two at a time and fewer than there are cores, in threads of low priority: a hash takes a quarter
 * of a second of a core, and webhooks, pages and files must not wait for it.
 * @throws Error for an invalid hash, or when the thread dies; the next call gets a new thread.
 * @throws AppError UNAVAILABLE while too many others wait.
 */
export async function inPasswordWorker(work: PasswordWork): Promise<string | boolean> {
  const worker = await takeWorker();
  try {
    worker.ref();
    const answer = await ask(worker, work);
    if ("failure" in answer) throw new Error(answer.failure);
    return answer.value;
  } finally {
    worker.unref();
    giveBack(worker);
  }
}

function ask(worker: Worker, work: PasswordWork): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      end();
    };
    const onMessage = (answer: Answer) => settle(() => resolve(answer));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error("The thread that hashes passwords has ended.")));
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(work);
  });
}

async function takeWorker(): Promise<Worker> {
  const worker = idle.pop();
  if (worker) return usable(worker);
  if (workersStarted < workersMax) {
    workersStarted += 1;
    return startWorker();
  }
  if (waiting.length >= waitingMax) {
    throw new AppError("UNAVAILABLE", "Too many people are signing in right now. Try again in a minute.");
  }
  return new Promise((resolve) => waiting.push(resolve));
}

function startWorker(): Worker {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/auth/passwords/password-worker.mjs");
  const worker = new Worker(file);
  // Pending callers get the error; a later request would never be answered. The thread's id still exists when it fails.
  worker.on("error", () => dead.add(worker)).on("exit", () => dead.add(worker));
  return worker;
}

/** A thread that has died is replaced. */
function usable(worker: Worker): Worker {
  return dead.has(worker) ? startWorker() : worker;
}

function giveBack(worker: Worker): void {
  const next = waiting.shift();
  if (next) next(usable(worker));
  else idle.push(worker);
}
