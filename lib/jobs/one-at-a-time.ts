/**
 * One run at a time in this process. A call that comes meanwhile returns at once, so that it occupies no place that another
 * job could have, and makes the run look once more before it ends.
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
          // Whoever asked meanwhile was promised another look: only the last failure is anybody's.
          if (!isAskedAgain) throw error;
        }
      }
    } finally {
      isRunning = false;
    }
  };
}
