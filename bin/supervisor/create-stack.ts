import { setTimeout as sleep } from "node:timers/promises";

export type Part = {
  /** Named in the sentence that tells of its unexpected end. */
  name: string;
  /** Resolves when the part has ended; later than `stopMsMax` and the next part is stopped regardless. */
  stop(): Promise<void>;
  stopMsMax: number;
  /** Settles when the part ends, for whatever reason. */
  exited?: Promise<unknown>;
};

export type Stack = {
  add(part: Part): void;
  /** Stops the parts, the last added first; ends the process. Called again, it does not wait any longer. */
  stop(exitCode: number): Promise<void>;
  isStopping(): boolean;
};

/** The parts of a running Callwright: when one of them ends by itself, all end. */
export function createStack(say: (sentence: string) => void): Stack {
  const parts: Part[] = [];
  let isStopping = false;

  const stack: Stack = {
    add(part) {
      parts.push(part);
      part.exited?.then(() => {
        if (isStopping) return;
        say(`The ${part.name} ended unexpectedly, so Callwright stops.`);
        void stack.stop(1);
      });
    },
    async stop(exitCode) {
      if (isStopping) process.exit(exitCode);
      isStopping = true;
      for (const part of parts.reverse()) {
        const ended = part.stop().catch((error: unknown) => say(`The ${part.name} did not stop cleanly: ${error}`));
        await Promise.race([ended, sleep(part.stopMsMax, undefined, { ref: false })]);
      }
      process.exit(exitCode);
    },
    isStopping: () => isStopping,
  };
  return stack;
}
