import { AppError } from "@/lib/platform/errors";

/** What bodies may use together while nobody knows yet whether they are signed rightly. */
export type ArrivalLimits = {
  /** Of those that are in memory. */
  memoryBytesMax: number;
  /** Of those that are on disk. */
  spoolBytesMax: number;
  /** Of those on disk that come from one place, unless it has lately signed rightly. */
  spoolBytesPerPlaceMax: number;
  /** A body may be waited for so long, then it must have brought `bytesPerWaitMin` or its end. */
  waitMsMax: number;
  bytesPerWaitMin: number;
};

export type Sender = {
  /** Null where it is not known: all of these count as one place. */
  place: string | null;
  /** Whether it has lately signed rightly. */
  isKnown: boolean;
};

/** A body that is arriving. */
export type Arrival = {
  /**
   * The next piece, or null after the last one.
   * @throws AppError REQUEST_TIMEOUT for a body that comes too slowly, UNAVAILABLE for one that had to make room, BAD_REQUEST when
   * the connection ends first.
   */
  next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | null>;
  /** Aborted with why as soon as it has to make room or comes too slowly. */
  isOver: AbortSignal;
  /** Counts bytes that are kept in memory. */
  keep(bytes: number): void;
  /** What was kept in memory is on disk from now on. */
  spool(): void;
  /** From now on it need not make room for others: its signature is right. */
  prove(): void;
  /** Gives back whatever it used. */
  end(): void;
};

export type Arrivals = { begin(sender: Sender): Arrival };

type Entry = Sender & {
  isProven: boolean;
  memoryBytes: number;
  spoolBytes: number;
  /** Bytes a second, those of long ago counting less and less, as it was at `pacedMs`. */
  bytesPerSecond: number;
  pacedMs: number;
  over: AbortController;
  refuse: (refusal: AppError) => void;
};

/** What a request takes besides its body, so that many that bring nothing are bounded as well. */
const overheadBytes = 32 * 1024;
const paceSeconds = 2;

/**
 * Shares out what strangers may use. Nobody is turned away at the door: when there is too much, somebody has to make room who has
 * proven nothing, those first whose place has not lately signed rightly. In memory it is the one that began first, since an honest
 * body of this size is there within milliseconds; on disk the slowest.
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

/**
 * The stream is left as it is when a body is refused: giving it up would end the connection before the answer, which closes it anyway.
 */
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
