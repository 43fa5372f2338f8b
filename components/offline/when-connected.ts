import { pause } from "./pause";
import { noteWait } from "./waiting";

const retryMs = 2_000;

type Load<T> = () => Promise<T>;

/**
 * The same part of the program, waited for: one that cannot be fetched would take the whole page down with it. What is wrong with a part
 * that was fetched is told as it is.
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

/** The bundler names it so; the browser says it of a module. */
function isUnfetched(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === "ChunkLoadError" || /dynamically imported module/i.test(error.message))
  );
}
