import type { Answer, Evidence, Findings } from "./call-types";
import type { ConversationSetting } from "./conversation-setting";
import type { Need, Temperature } from "./scenarios/scenario";

interface Said {
  said: string;
  /** 0 to 100. */
  score: number;
}

/** What the caller said that a score or an answer rests on, word for word. */
export interface Notes {
  temperature: Exclude<Temperature, "not_a_lead">;
  need: Need;
  needSaid: string;
  urgency: Said | null;
  budget: Said | null;
  questions: string[];
  objections: { label: string; said: string }[];
  topics: string[];
  pricingSaid: string | null;
  meetingSaid: string | null;
  declineSaid: string | null;
  callbackSaid: string | null;
  trialSaid: string | null;
  humanSaid: string | null;
  nameSaid: string | null;
  emailSaid: string | null;
  companySaid: string | null;
  terminationReason: string;
}

/** Turns what was said into the analysis, each value with the words it rests on. */
export function describeFindings(setting: ConversationSetting, notes: Notes): Findings {
  const { scenario, caller, slots } = setting;
  return {
    temperature: notes.temperature,
    title: notes.meetingSaid ? `${notes.need.title}, ${scenario.meeting} booked` : notes.need.title,
    summary: summarise(setting, notes),
    intent: judgeIntent(setting, notes),
    urgency: notes.urgency
      ? { score: notes.urgency.score, rationale: `${quote(notes.urgency.said)} when asked about the date.` }
      : nothing("No deadline was mentioned."),
    budget: notes.budget
      ? { score: notes.budget.score, rationale: `${quote(notes.budget.said)} when asked about money.` }
      : nothing("Budget was not discussed."),
    fit: judgeFit(setting, notes),
    engagement: judgeEngagement(setting, notes),
    pricing: asked(notes.pricingSaid, "The caller asked for prices.", "Prices were not asked for."),
    demo: asked(
      notes.meetingSaid,
      `The caller accepted the offered ${scenario.meeting}.`,
      `No ${scenario.meeting} was agreed.`,
    ),
    followup: asked(notes.callbackSaid, "The caller wants to be contacted again.", "No further contact was asked for."),
    sample: asked(notes.trialSaid, "The caller asked for something to try.", "No sample or trial was asked for."),
    human: asked(notes.humanSaid, "The caller asked for a person.", "The caller did not ask for a person."),
    name: given(notes.nameSaid, caller.fullName, "The caller gave no name."),
    email: given(notes.emailSaid, caller.email, "No e-mail address was given."),
    company: given(notes.companySaid, caller.company, "No company was named."),
    meetingAt: given(notes.meetingSaid, slots.meetingAt, "No time was agreed."),
    topics: { value: notes.topics.join(", "), rationale: "Subjects raised by the caller." },
    objections: listObjections(notes),
    nextSteps: listNextSteps(setting, notes),
    ...judgeMood(setting, notes),
    requestResolved: notes.temperature === "cold" ? null : notes.meetingSaid !== null || notes.trialSaid !== null,
    successful: notes.temperature === "cold" ? (notes.declineSaid ? "failure" : "unknown") : "success",
  };
}

function judgeIntent({ random, scenario }: ConversationSetting, notes: Notes): Evidence {
  const base = { hot: 80, warm: 50, cold: 14 }[notes.temperature];
  const signals = [notes.pricingSaid, notes.meetingSaid, notes.trialSaid, notes.callbackSaid].filter(Boolean).length;
  const score = clamp(base + signals * 5 + random.integer(-6, 6));
  if (notes.declineSaid)
    return { score, rationale: `${quote(notes.declineSaid)} when offered the ${scenario.meeting}.` };
  if (notes.meetingSaid)
    return { score, rationale: `${quote(notes.meetingSaid)} and so booked the ${scenario.meeting}.` };
  const signal = notes.trialSaid ?? notes.callbackSaid ?? notes.humanSaid ?? notes.pricingSaid;
  if (signal) return { score, rationale: `${quote(signal)}, which shows interest without a commitment.` };
  return { score, rationale: `${quote(notes.needSaid)} but did not take the next step.` };
}

/** The same need counts for less with somebody who will not act on it. */
function judgeFit({ random, scenario }: ConversationSetting, { need, needSaid, temperature }: Notes): Evidence {
  const share = { hot: 1, warm: 0.82, cold: 0.5 }[temperature];
  const score = clamp(Math.round(need.fit * share) + random.integer(-4, 4));
  return { score, rationale: `${quote(needSaid)}, ${fitPhrase(score)} ${scenario.business} offers.` };
}

function judgeEngagement({ random, dialogue }: ConversationSetting, notes: Notes): Evidence {
  const turns = dialogue.lines.filter((line) => line.role === "user").length;
  const share = { hot: 1, warm: 0.8, cold: 0.5 }[notes.temperature];
  const score = clamp(Math.round((24 + turns * 4 + notes.questions.length * 4) * share) + random.integer(-4, 4));
  const first = notes.questions[0];
  return { score, rationale: first ? `${quote(first)} among ${turns} turns.` : `The caller took ${turns} turns.` };
}

function judgeMood(
  { random }: ConversationSetting,
  notes: Notes,
): Pick<Findings, "sentiment" | "callQuality" | "satisfaction"> {
  const mood = { hot: 0.62, warm: 0.3, cold: -0.25 }[notes.temperature] - notes.objections.length * 0.12;
  const sentiment = Math.round(Math.max(-1, Math.min(1, mood + (random.next() - 0.5) * 0.4)) * 100) / 100;
  const words = notes.declineSaid ?? notes.objections[0]?.said ?? notes.meetingSaid ?? notes.needSaid;
  return {
    sentiment: { value: sentiment, rationale: `${quote(words)} sets the tone of the call.` },
    callQuality: {
      value: random.integer(notes.temperature === "cold" ? 5 : 7, 10),
      rationale: "Both sides were understood.",
    },
    satisfaction: {
      value: Math.max(1, Math.min(10, Math.round(6 + sentiment * 4))),
      rationale: sentiment > 0.3 ? "The caller sounded content with the answers." : "The caller stayed reserved.",
    },
  };
}

function summarise({ scenario, slots }: ConversationSetting, notes: Notes): string {
  const parts = [`The caller contacted ${scenario.business} about ${notes.need.topic}.`];
  if (notes.urgency) parts.push(`On timing they said: ${notes.urgency.said}`);
  if (notes.budget) parts.push(`On budget they said: ${notes.budget.said}`);
  if (notes.meetingSaid) parts.push(`The ${scenario.meeting} was booked for ${slots.slotA}.`);
  if (notes.trialSaid) parts.push("They asked for something to try first.");
  if (notes.callbackSaid) parts.push("They want to be contacted again.");
  if (notes.humanSaid) parts.push("They were connected with a colleague.");
  if (notes.declineSaid) parts.push(`They declined the offered ${scenario.meeting}.`);
  return `${parts.join(" ")}\n`;
}

function listObjections({ objections }: Notes): Answer<string> {
  const [first] = objections;
  if (!first) return { value: null, rationale: "No objections were raised." };
  return { value: objections.map(({ label }) => label).join(", "), rationale: `${quote(first.said)}.` };
}

function listNextSteps({ scenario, slots }: ConversationSetting, notes: Notes): Answer<string> {
  const steps = [
    notes.meetingSaid && `${scenario.meeting} on ${slots.slotA}`,
    notes.trialSaid && "send what was asked for",
    notes.callbackSaid && "contact the caller again",
    notes.humanSaid && "talk to a colleague",
  ].filter((step) => step !== null);
  if (steps.length === 0) return { value: null, rationale: "Nothing was agreed." };
  return { value: steps.join(", "), rationale: "Agreed before the end of the call." };
}

function fitPhrase(fit: number): string {
  if (fit >= 70) return "which is what";
  return fit >= 40 ? "which is close to what" : "which is not what";
}

function asked(said: string | null, yes: string, no: string): Answer<boolean> {
  return said ? { value: true, rationale: `${yes} ${quote(said)}.` } : { value: false, rationale: no };
}

function given(said: string | null, value: string | null, none: string): Answer<string> {
  return said && value ? { value, rationale: `${quote(said)}.` } : { value: null, rationale: none };
}

function nothing(rationale: string): Evidence {
  return { score: null, rationale };
}

/** The caller's own words without the closing punctuation, so that they stand inside a sentence. */
export function quote(said: string): string {
  return `Caller said "${said.replace(/[.?!]$/, "")}"`;
}

export function clamp(score: number): number {
  return Math.max(0, Math.min(100, score));
}
