import type { FollowUp } from "@/lib/follow-ups/schema";
import type { ActionResult } from "@/lib/platform/action-result";

/** Whom to follow up. */
export type Person = {
  personKey?: string;
  name?: string | null;
  /** In E.164 or grouped for reading. */
  phone?: string | null;
  email?: string | null;
  /** The call that the follow-up is about; it then counts for the person of that call. */
  callId?: string | null;
};

export type ScheduleAction = (data: FormData) => Promise<ActionResult<FollowUp>>;
