import { AppError } from "@/lib/platform/errors";

/** One of a few slots, held until it is given back. */
export type Slot = { release(): void };

/** The holder of a slot; reports the share of time in which the slot idles because of a slow reader, from 0 to 1. */
export type Holder = { userId: string; idleShare(): number; giveWay(): void };

export type FairSlots = {
  /**
   * Waits for a slot. Tenants that hold fewer slots come first, then the earliest request.
   * @throws AppError RATE_LIMITED with `retryAfterSeconds` when none is free in time.
   */
  claim(holder: Holder): Promise<Slot>;
};

type Options = {
  slots: number;
  /** Fewer than there are, so that no tenant holds all. */
  slotsPerTenant: number;
  waitingPerTenantMax: number;
  waitMsMax: number;
  /** How long a slow reader keeps its slot while a tenant without any waits. */
  turnMs: number;
};

type Held = { holder: Holder; sinceMs: number };
type Waiting = { holder: Holder; grant(slot: Slot): void };

/** A reader that lets its slot idle for more of the time than this is slow. */
const idleShareMax = 0.8;

/** Shares few slots fairly among tenants: nobody queues behind another tenant's many requests, or behind stalled readers. */
export function createFairSlots(options: Options): FairSlots {
  const held = new Set<Held>();
  let waiting: Waiting[] = [];

  const heldBy = (userId: string) => [...held].filter(({ holder }) => holder.userId === userId).length;
  const waitingOf = (userId: string) => waiting.filter(({ holder }) => holder.userId === userId).length;

  function take(holder: Holder): Slot {
    const own = { holder, sinceMs: performance.now() };
    held.add(own);
    return {
      release() {
        if (held.delete(own)) serve();
      },
    };
  }

  function serve(): void {
    while (held.size < options.slots) {
      const [next] = waiting
        .map((each) => ({ each, holds: heldBy(each.holder.userId) }))
        .filter(({ holds }) => holds < options.slotsPerTenant)
        // Sorting is stable: among equals the earliest comes first.
        .sort((a, b) => a.holds - b.holds);
      if (!next) return;
      waiting = waiting.filter((each) => each !== next.each);
      next.each.grant(take(next.each.holder));
    }
  }

  /** Ends the slowest reader when a tenant without a slot waits. */
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
          grant(slot) {
            done();
            resolve(slot);
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
  const message = "Too many exports are running right now. Try again in a moment.";
  return new AppError("RATE_LIMITED", message, { retryAfterSeconds });
}
