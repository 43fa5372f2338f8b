import type { CallDirection } from "./call-types";
import type { Dialogue } from "./create-dialogue";
import type { Random } from "./create-random";
import type { Slots } from "./create-slots";
import type { Caller } from "./find-caller";
import type { Scenario } from "./scenarios/scenario";

/** What a conversation starts from. */
export interface ConversationSetting {
  random: Random;
  scenario: Scenario;
  caller: Caller;
  slots: Slots;
  direction: CallDirection;
  dialogue: Dialogue;
}
