import { AppError } from "@/lib/platform/errors";

/** The shared limits of bodies whose signature is not verified yet. */
export type ArrivalLimits = {
  /** Limit for bodies in memory. */
  memoryBytesMax: number;
  /** Limit for bodies on disk. */
  spoolBytesMax: number;
  /** Limit for bodies on disk from one network, unless it recently sent a valid signature. */
  spoolBytesPerPlaceMax: number;
  /** The longest wait for a body; within it the body must bring `bytesPerWaitMin` or end. */
  waitMsMax: number;
  bytesPerWaitMin: number;
};

export type Sender = {
  /** Null if unknown; all unknown ones count as one place. */
  place: string | null;
  /** Whether it recently sent a valid signature. */
  isKnown: boolean;
};

/** A request body that is being received. */
export type Arrival = {
  /**
   * The next piece, or null after the last one.
   * @throws AppError REQUEST_TIMEOUT for a body that comes too slowly, UNAVAILABLE for one that was dropped for space, BAD_REQUEST when the
   * connection ends first.
   */
  next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | null>;
  /** Aborted with the reason as soon as the body is dropped for space or too slow. */
  isOver: AbortSignal;
  /** Counts bytes that are kept in memory. */
  keep(bytes: number): void;
  /** Records that the bytes in memory have moved to disk. */
  spool(): void;
  /** Records that the signature is valid: the body is no longer dropped for space. */
  prove(): void;
  /** Releases its memory and disk. */
  end(): void;
};

export type Arrivals = { begin(sender: Sender): Arrival };

type Entry = Sender & {
  isProven: boolean;
  memoryBytes: number;
  spoolBytes: number;
  /** The exponentially decaying average of bytes per second, as of `pacedMs`. */
  bytesPerSecond: number;
  pacedMs: number;
  over: AbortController;
  refuse: (refusal: AppError) => void;
};

/** The overhead of a request without its body, so that many empty requests are also bounded. */
const overheadBytes = 32 * 1024;
const paceSeconds = 2;

/**
 * Limits the resources of unverified requests. No request is refused on arrival: when a limit is reached, an unverified request is dropped,
 * first those from places without a recent valid signature. In memory it is the oldest, since a legitimate body of this size arrives within
 * milliseconds; on disk the slowest.
 */
export function createArrivals(limits: ArrivalLimits): Arrivals {
  // In the order in which they began.
  const entries = new Set<Entry>();
  const used = { memory: 0, spool: 0 };
  const usedByPlace = new Map<string | null, number>();

  const count = (entry: Entry, memoryBytes: number, spoolBytes: number) => {
    entry.memoryBytes += memoryBytes;
    entry.spoolBytes += spoolBytes;
    used.memory += memoryBytes;
    used.spool += spoolBytes;
    const ofPlace = (usedByPlace.get(entry.place) ?? 0) + spoolBytes;
    if (ofPlace > 0) usedByPlace.set(entry.place, ofPlace);
    else usedByPlace.delete(entry.place);
  };
  const leave = (entry: Entry) => {
    if (entries.delete(entry)) count(entry, -entry.memoryBytes, -entry.spoolBytes);
  };
  const throwOut = (entry: Entry | undefined, refusal: AppError) => {
    if (!entry) return false;
    leave(entry);
    entry.over.abort(refusal);
    entry.refuse(refusal);
    return true;
  };
  const inMemory = (entry: Entry) => !entry.isProven && entry.spoolBytes === 0;
  const onDisk = (entry: Entry) => !entry.isProven && entry.spoolBytes > 0;
  const firstOf = (isMeant: (entry: Entry) => boolean) => {
    let known: Entry | undefined;
    for (const entry of entries) {
      if (!isMeant(entry)) continue;
      if (!entry.isKnown) return entry;
      known ??= entry;
    }
    return known;
  };
  const slowestOf = (isMeant: (entry: Entry) => boolean) => {
    const nowMs = performance.now();
    let slowest: Entry | undefined;
    for (const entry of entries) {
      if (!isMeant(entry)) continue;
      if (!slowest || isBefore(entry, slowest, nowMs)) slowest = entry;
    }
    return slowest;
  };
  const makeRoom = ({ place, isKnown }: Sender) => {
    while (used.memory > limits.memoryBytesMax && throwOut(firstOf(inMemory), tooMuch()));
    const ofPlace = (entry: Entry) => onDisk(entry) && entry.place === place;
    while (
      !isKnown &&
      (usedByPlace.get(place) ?? 0) > limits.spoolBytesPerPlaceMax &&
      throwOut(slowestOf(ofPlace), tooMuch())
    );
    while (used.spool > limits.spoolBytesMax && throwOut(slowestOf(onDisk), tooMuch()));
  };

  return {
    begin(sender) {
      const entry: Entry = {
        ...sender,
        isProven: false,
        memoryBytes: 0,
        spoolBytes: 0,
        bytesPerSecond: 0,
        pacedMs: performance.now(),
        over: new AbortController(),
        refuse: () => {},
      };
      entries.add(entry);
      count(entry, overheadBytes, 0);
      makeRoom(sender);
      let waitedMs = 0;
      let bytesOfWait = 0;
      return {
        async next(reader) {
          entry.over.signal.throwIfAborted();
          const startedMs = performance.now();
          const timer = setTimeout(() => throwOut(entry, tooSlow()), Math.max(0, limits.waitMsMax - waitedMs));
          try {
            const piece = await nextOf(reader, entry);
            if (piece === null) return null;
            const nowMs = performance.now();
            waitedMs += nowMs - startedMs;
            bytesOfWait += piece.byteLength;
            if (bytesOfWait >= limits.bytesPerWaitMin) waitedMs = bytesOfWait = 0;
            entry.bytesPerSecond = paceAt(entry, nowMs) + piece.byteLength / paceSeconds;
            entry.pacedMs = nowMs;
            return piece;
          } finally {
            clearTimeout(timer);
          }
        },
        isOver: entry.over.signal,
        keep(bytes) {
          if (!entries.has(entry)) return;
          count(entry, bytes, 0);
          makeRoom(entry);
        },
        spool() {
          if (!entries.has(entry)) return;
          const keptBytes = entry.memoryBytes - overheadBytes;
          count(entry, -keptBytes, keptBytes);
          makeRoom(entry);
        },
        prove() {
          entry.isProven = true;
        },
        end: () => leave(entry),
      };
    },
  };
}

/** When a body is refused, its stream is not cancelled: that would close the connection before the response, which closes it anyway. */
function nextOf(reader: ReadableStreamDefaultReader<Uint8Array>, entry: Entry): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    entry.refuse = reject;
    reader.read().then(
      ({ value }) => resolve(value ?? null),
      (cause) => reject(new AppError("BAD_REQUEST", "The connection ended before the body did.", { cause })),
    );
  });
}

function isBefore(entry: Entry, other: Entry, nowMs: number): boolean {
  if (entry.isKnown !== other.isKnown) return other.isKnown;
  return paceAt(entry, nowMs) < paceAt(other, nowMs);
}

function paceAt(entry: Entry, nowMs: number): number {
  return entry.bytesPerSecond * Math.exp((entry.pacedMs - nowMs) / 1000 / paceSeconds);
}

function tooMuch(): AppError {
  return new AppError("UNAVAILABLE", "Too much is being received at once; send the event again shortly.");
}

function tooSlow(): AppError {
  return new AppError("REQUEST_TIMEOUT", "The body did not come in time; send the event again.");
}
