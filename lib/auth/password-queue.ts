const runningMax = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs password hashing, at most two at a time: bcrypt fills the thread pool that DNS and files also need. */
export async function inPasswordQueue<T>(work: () => Promise<T>): Promise<T> {
  if (running < runningMax) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // A place that somebody waits for is handed over, never freed in between.
    if (next) next();
    else running -= 1;
  }
}
