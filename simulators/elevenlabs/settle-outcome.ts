import type { ConversationSetting } from "./conversation-setting";
import { seedFrom } from "./create-random";
import type { Notes } from "./describe-findings";
import { PHRASES } from "./phrases";

/** How the conversation ends: a meeting, a promise, a refusal, a transfer, or the caller just hangs up. */
export function settleOutcome(setting: ConversationSetting, notes: Notes) {
  const { random } = setting;
  if (notes.temperature === "hot") {
    if (random.chance(0.06)) return transfer(setting, notes);
    return bookMeeting(setting, notes);
  }
  if (notes.temperature === "cold") return decline(setting, notes);

  if (random.chance(0.1)) return transfer(setting, notes);
  const wantsTrial = random.chance(0.4);
  if (wantsTrial) askForTrial(setting, notes);
  if (!wantsTrial || random.chance(0.5)) askForCallback(setting, notes);
  if (random.chance(0.72)) takeContact(setting, notes);
  sayGoodbye(setting, notes);
}

function bookMeeting(setting: ConversationSetting, notes: Notes) {
  const { random, scenario, dialogue, slots, caller } = setting;
  dialogue.agent(random.pick(scenario.offers));
  dialogue.caller(random.pick(PHRASES.acceptOffer), "");
  dialogue.agent(random.pick(PHRASES.slots));
  notes.meetingSaid = dialogue.caller(random.pick(PHRASES.chooseSlot), "");
  takeContact(setting, notes);
  const reference = `R-${1000 + (seedFrom(slots.meetingAt, caller.email) % 9000)}`;
  dialogue.tool({
    name: scenario.bookingTool,
    type: "webhook",
    params: { start: slots.meetingAt, email: caller.email },
    result: `{"ok": true, "ref": "${reference}"}`,
  });
  dialogue.agent(random.pick(PHRASES.booked));
  if (random.chance(0.12)) askForCallback(setting, notes);
  sayGoodbye(setting, notes);
}

function takeContact({ random, scenario, caller, dialogue, direction }: ConversationSetting, notes: Notes) {
  const isKnown = direction === "outbound";
  dialogue.agent(random.pick(isKnown ? PHRASES.confirmName : PHRASES.askName));
  notes.nameSaid = dialogue.caller(random.pick(isKnown ? PHRASES.nameConfirmed : PHRASES.giveName), "");
  if (scenario.callersHaveCompanies && caller.company) {
    dialogue.agent(random.pick(PHRASES.askCompany));
    notes.companySaid = dialogue.caller(random.pick(PHRASES.giveCompany), "");
  }
  if (notes.temperature === "warm" && random.chance(0.25)) return;
  dialogue.agent(random.pick(PHRASES.askEmail));
  notes.emailSaid = dialogue.caller(random.pick(PHRASES.giveEmail), "");
  dialogue.agent(random.pick(PHRASES.repeatEmail));
}

function askForTrial({ random, scenario, dialogue }: ConversationSetting, notes: Notes) {
  const trial = random.pick(scenario.trials);
  notes.trialSaid = dialogue.caller(trial.say);
  notes.topics.push(trial.topic);
  dialogue.agent(trial.answer);
}

function askForCallback({ random, dialogue }: ConversationSetting, notes: Notes) {
  notes.callbackSaid = dialogue.caller(random.pick(PHRASES.askCallback));
  dialogue.agent(random.pick(PHRASES.promiseCallback));
}

function transfer({ random, dialogue }: ConversationSetting, notes: Notes) {
  notes.humanSaid = dialogue.caller(random.pick(PHRASES.askHuman));
  dialogue.agent(random.pick(PHRASES.promiseHuman));
  dialogue.tool({
    name: "transfer_to_number",
    type: "system",
    params: { reason: "caller asked for a person" },
    result: '{"status": "success"}',
  });
  notes.terminationReason = "transfer_to_number tool was called.";
}

function decline(setting: ConversationSetting, notes: Notes) {
  const { random, scenario, dialogue } = setting;
  dialogue.agent(random.pick(scenario.offers));
  if (random.chance(0.12)) {
    dialogue.caller(random.pick(PHRASES.busy), "");
    return;
  }
  notes.declineSaid = dialogue.caller(random.pick(scenario.declines).say);
  dialogue.agent(random.pick(PHRASES.acceptDecline));
  if (random.chance(0.6)) dialogue.caller(random.pick(PHRASES.coldByes), "");
}

function sayGoodbye({ random, direction, dialogue }: ConversationSetting, notes: Notes) {
  dialogue.agent(random.pick(direction === "outbound" ? PHRASES.outboundClosings : PHRASES.closings));
  if (random.chance(0.75)) dialogue.caller(random.pick(PHRASES.byes), "");
  if (!random.chance(0.45)) return;
  dialogue.tool({ name: "end_call", type: "system", params: { reason: "goodbye" }, result: '{"status": "success"}' });
  notes.terminationReason = "end_call tool was called.";
}
