import { LRUCache } from "lru-cache";
import type { Database } from "@/lib/db/database";
import { type ArrivalLimits, type Arrivals, createArrivals } from "./create-arrivals";
import { createEventQueue, type EventQueue, type EventQueueLimits } from "./create-event-queue";
import { createTurns, type InTurn } from "./create-turns";
import { openSpoolFile, type SpoolFile } from "./open-spool-file";

/** The state that all webhook requests of a process share. */
export type Intake = {
  arrivals: Arrivals;
  queue: EventQueue;
  /** Places with a recent valid signature. */
  signers: Pick<LRUCache<string, true>, "has" | "set">;
  openSpoolFile(): Promise<SpoolFile>;
  /** The size of the pieces in which large bodies are read. */
  inTurn: InTurn;
};

export type IntakeOptions = {
  db: Pick<Database, "inbox">;
  /** The folder for bodies that are too large for memory, while they arrive. */
  spoolFolder: string;
  /** The largest body there may be. */
  bodyBytesMax: number;
  arrivalLimits?: Partial<ArrivalLimits>;
  queueLimits?: EventQueueLimits;
};

const mebibyte = 1024 * 1024;
const dayMs = 86_400_000;
/** Large bodies take at most a third of the time, so that small ones are answered as quickly as without them. */
const largeBodyRest = 2;

export function createIntake(options: IntakeOptions): Intake {
  const { db, spoolFolder, bodyBytesMax, arrivalLimits, queueLimits } = options;
  return {
    arrivals: createArrivals({
      memoryBytesMax: 128 * mebibyte,
      spoolBytesMax: 8 * bodyBytesMax,
      spoolBytesPerPlaceMax: 2 * bodyBytesMax,
      waitMsMax: 5_000,
      bytesPerWaitMin: 160 * 1024,
      ...arrivalLimits,
    }),
    queue: createEventQueue(db, queueLimits),
    signers: new LRUCache<string, true>({ max: 10_000, ttl: dayMs }),
    inTurn: createTurns(largeBodyRest),
    openSpoolFile: () => openSpoolFile(spoolFolder),
  };
}
