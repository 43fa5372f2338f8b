/**
 * Allows one run at a time in this process. A call during a run returns at once, so that it does not occupy a worker, and makes the run
 * check once more before it ends.
 */
export function oneAtATime<A>(work: (argument: A) => Promise<unknown>): (argument: A) => Promise<void> {
  let isRunning = false;
  let isAskedAgain = false;
  return async (argument) => {
    isAskedAgain = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isAskedAgain) {
        isAskedAgain = false;
        try {
          await work(argument);
        } catch (error) {
          // Callers during the run were promised another check, so only the last failure is thrown.
          if (!isAskedAgain) throw error;
        }
      }
    } finally {
      isRunning = false;
    }
  };
}
