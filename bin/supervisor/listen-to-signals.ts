import { isRunByNpm } from "@/lib/platform/env";
import type { Stack } from "./create-stack";

/** A terminal and the tools in between may send one Ctrl-C more than once. */
const sameSignalMs = 500;
const parentCheckMs = 500;

/**
 * The first Ctrl-C or SIGTERM stops everything in order, a second one at once. A signal sent to npm alone, as process
 * managers do, never comes here: it ends the shell between, so under npm the end of the parent counts as the first.
 */
export function listenToSignals(stack: Stack, say: (sentence: string) => void): void {
  let firstAt: number | undefined;
  const stopInOrder = () => {
    firstAt = Date.now();
    say("Stopping…");
    void stack.stop(0);
  };
  const onSignal = () => {
    if (firstAt === undefined) stopInOrder();
    else if (Date.now() - firstAt > sameSignalMs) void stack.stop(130);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);

  if (!isRunByNpm()) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (firstAt === undefined) stopInOrder();
  }, parentCheckMs);
  watch.unref();
}
