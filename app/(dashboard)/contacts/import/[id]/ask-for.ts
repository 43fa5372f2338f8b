import { showToast } from "@/components/toasts/show-toast";
import type { ActionResult } from "@/lib/platform/action-result";

/** Asks for something about an import and says when it was refused. @returns whether it was done. */
export async function askFor(action: (data: FormData) => Promise<ActionResult<unknown>>, id: string): Promise<boolean> {
  const data = new FormData();
  data.set("id", id);
  const result = await action(data).catch(() => null);
  if (result?.ok) return true;
  showToast({ tone: "bad", message: result?.message ?? "Callwright could not be reached. Try again in a moment." });
  return false;
}
