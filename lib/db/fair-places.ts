import { AppError } from "@/lib/platform/errors";

/** One of a few places, held until it is given back. */
export type Place = { release(): void };

/** Who holds a place says how much of the time it is waited for by nobody but its reader, from 0 to 1. */
export type Holder = { userId: string; idleShare(): number; giveWay(): void };

export type FairPlaces = {
  /**
   * Waits for a place. Of those who wait, a tenant that holds fewer comes first, then whoever came first.
   * @throws AppError RATE_LIMITED with when to come again for whoever gets none in time.
   */
  claim(holder: Holder): Promise<Place>;
};

type Options = {
  places: number;
  /** Fewer than there are, so that no tenant holds all. */
  placesPerTenant: number;
  waitingPerTenantMax: number;
  waitMsMax: number;
  /** How long a slow reader has its place in peace while a tenant without any waits. */
  turnMs: number;
};

type Held = { holder: Holder; sinceMs: number };
type Waiting = { holder: Holder; grant(place: Place): void };

/** A reader that lets its place idle for more of the time than this is slow. */
const idleShareMax = 0.8;

/** Shares few places among tenants: nobody stands behind another tenant's crowd, or behind readers who take nothing. */
export function createFairPlaces(options: Options): FairPlaces {
  const held = new Set<Held>();
  let waiting: Waiting[] = [];

  const heldBy = (userId: string) => [...held].filter(({ holder }) => holder.userId === userId).length;
  const waitingOf = (userId: string) => waiting.filter(({ holder }) => holder.userId === userId).length;

  function take(holder: Holder): Place {
    const own = { holder, sinceMs: performance.now() };
    held.add(own);
    return {
      release() {
        if (held.delete(own)) serve();
      },
    };
  }

  function serve(): void {
    while (held.size < options.places) {
      const [next] = waiting
        .map((each) => ({ each, holds: heldBy(each.holder.userId) }))
        .filter(({ holds }) => holds < options.placesPerTenant)
        // Sorting is stable: of equals the one that came first.
        .sort((a, b) => a.holds - b.holds);
      if (!next) return;
      waiting = waiting.filter((each) => each !== next.each);
      next.each.grant(take(next.each.holder));
    }
  }

  /** The slowest reader goes when somebody who holds nothing waits. */
  function clearOne(): void {
    if (!waiting.some(({ holder }) => heldBy(holder.userId) === 0)) return;
    const [slowest] = [...held]
      .filter(({ sinceMs }) => performance.now() - sinceMs >= options.turnMs)
      .map(({ holder }) => ({ holder, idle: holder.idleShare() }))
      .filter(({ idle }) => idle > idleShareMax)
      .sort((a, b) => b.idle - a.idle);
    slowest?.holder.giveWay();
  }

  return {
    claim(holder) {
      if (waitingOf(holder.userId) >= options.waitingPerTenantMax) return Promise.reject(busy(options.waitMsMax));
      return new Promise((resolve, reject) => {
        const clearing = setInterval(clearOne, options.waitMsMax / 10);
        const done = () => {
          clearInterval(clearing);
          clearTimeout(deadline);
        };
        const own: Waiting = {
          holder,
          grant(place) {
            done();
            resolve(place);
          },
        };
        const deadline = setTimeout(() => {
          done();
          waiting = waiting.filter((each) => each !== own);
          reject(busy(options.waitMsMax));
        }, options.waitMsMax);
        waiting.push(own);
        serve();
        if (waiting.includes(own)) clearOne();
      });
    },
  };
}

function busy(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const message = "Too many exports are under way just now. Try again in a moment.";
  return new AppError("RATE_LIMITED", message, { retryAfterSeconds });
}
