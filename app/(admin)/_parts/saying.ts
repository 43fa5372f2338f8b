import type { ActionResult } from "@/lib/platform/action-result";

/** An action whose answer is what is said once it has worked. */
export const saying =
  <T>(action: (data: FormData) => Promise<ActionResult<T>>, message: (data: T) => string) =>
  async (data: FormData): Promise<ActionResult<string>> => {
    const result = await action(data);
    return result.ok ? { ok: true, data: message(result.data) } : result;
  };
