import type { CreditsAdjusted } from "@/lib/admin/users/adjust-credits";
import type { ActionResult } from "@/lib/platform/action-result";
import { formatCount } from "@/lib/platform/format/format-count";
import { saying } from "../../../_parts/saying";

/** An action that moves credits, and says the balance before and after. */
export const sayBalance = (action: (data: FormData) => Promise<ActionResult<CreditsAdjusted>>) =>
  saying(
    action,
    ({ balanceBefore, balanceAfter }) =>
      `The balance was ${formatCount(balanceBefore)} and is ${formatCount(balanceAfter)} credits now.`,
  );
