import { pause } from "./pause";
import { noteWait } from "./waiting";

const retryMs = 2_000;

type Load<T> = () => Promise<T>;

/**
 * Waits for the connection to load a module, because a failed import would take the whole page down. Errors inside a loaded module are
 * passed on.
 */
export function whenConnected<T>(load: Load<T>, wait: typeof pause = pause): Load<T> {
  return async () => {
    for (;;) {
      try {
        return await load();
      } catch (error) {
        if (!isUnfetched(error)) throw error;
      }
      noteWait(1);
      await wait(retryMs);
      noteWait(-1);
    }
  };
}

/** The name is the bundler's; the message is the browser's for modules. */
function isUnfetched(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === "ChunkLoadError" || /dynamically imported module/i.test(error.message))
  );
}
