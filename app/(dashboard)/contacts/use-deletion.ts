import { useState } from "react";
import { useWorking } from "@/components/navigation/working";
import { showToast } from "@/components/toasts/show-toast";
import { formatCount } from "@/lib/platform/format/format-count";
import { deleteContacts, restoreContacts } from "./actions";

/** Deletes contacts at once and offers to bring them back; says whether any were deleted. */
export function useDeletion(onChanged: () => unknown) {
  const [isBusy, setBusy] = useState(false);
  useWorking(isBusy);

  async function undo(deletionId: string) {
    const form = new FormData();
    form.set("deletionId", deletionId);
    const result = await restoreContacts(form).catch(() => unreachable);
    if (!result.ok) return showToast({ tone: "bad", message: result.message });
    const { restored, taken } = result.data;
    const rest = taken > 0 ? ` ${named(taken)} could not be restored: another contact now has the number.` : "";
    showToast({ tone: taken > 0 ? "bad" : "good", message: `${named(restored)} restored.${rest}` });
    onChanged();
  }

  async function remove(ids: readonly string[]): Promise<boolean> {
    setBusy(true);
    const form = new FormData();
    form.set("ids", ids.join(","));
    const result = await deleteContacts(form).catch(() => unreachable);
    setBusy(false);
    if (!result.ok) {
      showToast({ tone: "bad", message: result.message });
      return false;
    }
    const { deletionId, deleted, customers } = result.data;
    const stay =
      customers > 0
        ? ` ${named(customers)} ${customers === 1 ? "is a customer and stays" : "are customers and stay"}.`
        : "";
    showToast({ message: `${named(deleted)} deleted.${stay}`, undo: () => undo(deletionId) });
    onChanged();
    return true;
  }
  return { remove, isBusy };
}

const unreachable = { ok: false, message: "Callwright could not be reached. Try again in a moment." } as const;

const named = (count: number) => (count === 1 ? "1 contact" : `${formatCount(count)} contacts`);
