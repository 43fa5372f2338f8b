import type { Stack } from "./create-stack";

/** A terminal and the tools in between may send one Ctrl-C more than once. */
const sameSignalMs = 500;

/** The first Ctrl-C or SIGTERM stops everything in order, a second one at once. */
export function listenToSignals(stack: Stack, say: (sentence: string) => void): void {
  let firstAt: number | undefined;
  const onSignal = () => {
    if (firstAt === undefined) {
      firstAt = Date.now();
      say("Stopping…");
      void stack.stop(0);
    } else if (Date.now() - firstAt > sameSignalMs) {
      void stack.stop(130);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
}
