import type { Script } from "./call-types";
import type { ConversationSetting } from "./conversation-setting";
import type { Random } from "./create-random";
import { describeFindings, type Notes } from "./describe-findings";
import { PHRASES } from "./phrases";
import type { Need, Scenario, Temperature } from "./scenarios/scenario";
import { settleOutcome } from "./settle-outcome";

/** A caller with a need: greeting, need, details, deadline, budget, questions and objections, outcome, goodbye. */
export function writeConversation(
  setting: ConversationSetting,
  temperature: Exclude<Temperature, "not_a_lead">,
): Script {
  const { random, scenario, dialogue } = setting;
  const need = pickNeed(random, scenario, temperature);
  const notes = emptyNotes(temperature, need);

  openCall(setting, notes);
  exploreDetails(setting, temperature);
  stateDeadline(setting, notes);
  stateBudget(setting, notes);
  askQuestions(setting, notes);
  raiseObjections(setting, notes);
  settleOutcome(setting, notes);

  const findings = describeFindings(setting, notes);
  return { lines: dialogue.lines, findings, terminationReason: notes.terminationReason };
}

function pickNeed(random: Random, scenario: Scenario, temperature: Temperature): Need {
  const fitting = scenario.needs.filter((need) => (temperature === "hot" ? need.fit >= 70 : true));
  return random.pick(fitting);
}

function emptyNotes(temperature: Exclude<Temperature, "not_a_lead">, need: Need): Notes {
  return {
    temperature,
    need,
    needSaid: "",
    urgency: null,
    budget: null,
    questions: [],
    objections: [],
    topics: [need.topic],
    pricingSaid: null,
    meetingSaid: null,
    declineSaid: null,
    callbackSaid: null,
    trialSaid: null,
    humanSaid: null,
    nameSaid: null,
    emailSaid: null,
    companySaid: null,
    terminationReason: "Call ended by remote party",
  };
}

function openCall({ random, scenario, direction, dialogue }: ConversationSetting, notes: Notes) {
  if (direction === "outbound") {
    dialogue.agent(random.pick(scenario.outboundGreetings));
    dialogue.caller(random.pick(PHRASES.openToTalk), "");
    dialogue.agent(random.pick(PHRASES.outboundBridge));
    notes.needSaid = dialogue.caller(notes.need.say);
  } else {
    dialogue.agent(random.pick(direction === "widget" ? scenario.widgetGreetings : scenario.greetings));
    notes.needSaid = dialogue.caller(notes.need.say, random.pick(PHRASES.hellos));
  }
  dialogue.agent(notes.need.reply);
}

function exploreDetails({ random, scenario, dialogue }: ConversationSetting, temperature: Temperature) {
  const countMax = temperature === "cold" ? 1 : scenario.details.length;
  for (const detail of random.sample(scenario.details, random.integer(temperature === "cold" ? 0 : 1, countMax))) {
    dialogue.agent(random.pick(PHRASES.thanks), detail.ask);
    dialogue.caller(random.pick(detail.answers));
  }
}

function stateDeadline({ random, scenario, dialogue }: ConversationSetting, notes: Notes) {
  const level = { hot: "urgent", warm: "soon", cold: "none" } as const;
  if (notes.temperature !== "hot" && random.chance(0.3)) return;
  dialogue.agent(random.pick(PHRASES.thanks), random.pick(scenario.urgencyQuestions));
  const statement = random.pick(scenario.urgency[level[notes.temperature]]);
  notes.urgency = { said: dialogue.caller(statement.say), score: vary(random, statement.score) };
}

function stateBudget({ random, scenario, dialogue }: ConversationSetting, notes: Notes) {
  const level = { hot: random.chance(0.75) ? "ready" : "limited", warm: "limited", cold: "none" } as const;
  const silence = { hot: 0.06, warm: 0.45, cold: 0.6 };
  if (random.chance(silence[notes.temperature])) return;
  dialogue.agent(random.pick(PHRASES.thanks), random.pick(scenario.budgetQuestions));
  const statement = random.pick(scenario.budget[level[notes.temperature]]);
  notes.budget = { said: dialogue.caller(statement.say), score: vary(random, statement.score) };
}

function askQuestions({ random, scenario, dialogue }: ConversationSetting, notes: Notes) {
  const pricingShare = { hot: 0.8, warm: 0.55, cold: 0.2 };
  const countMax = { hot: scenario.questions.length, warm: 3, cold: 1 };
  const asked = random.sample(scenario.questions, random.integer(0, countMax[notes.temperature]));
  const pricing = random.chance(pricingShare[notes.temperature]) ? random.pick(scenario.pricing) : null;

  for (const question of pricing ? [...asked, pricing] : asked) {
    const said = dialogue.caller(question.say);
    if (question === pricing) notes.pricingSaid = said;
    else notes.questions.push(said);
    notes.topics.push(question.topic);
    lookUpNowAndThen({ random, scenario, dialogue }, question.topic);
    dialogue.agentAtLength(question.answer, random.chance(0.3) ? random.pick(PHRASES.moreQuestions) : "");
    if (random.chance(0.4)) dialogue.caller(random.pick(PHRASES.reactions), "");
  }
}

function lookUpNowAndThen(setting: Pick<ConversationSetting, "random" | "scenario" | "dialogue">, topic: string) {
  const { random, scenario, dialogue } = setting;
  if (!random.chance(0.14)) return;
  dialogue.agent(random.pick(PHRASES.holdOn));
  dialogue.tool({ name: scenario.lookupTool, type: "webhook", params: { about: topic }, result: '{"found": true}' });
  dialogue.pause(random.chance(0.15) ? random.integer(45, 210) : random.integer(4, 28));
  dialogue.agent(random.pick(PHRASES.found));
}

function raiseObjections({ random, scenario, dialogue }: ConversationSetting, notes: Notes) {
  const countMax = { hot: 1, warm: 2, cold: 2 };
  for (const objection of random.sample(scenario.objections, random.integer(0, countMax[notes.temperature]))) {
    notes.objections.push({ label: objection.label, said: dialogue.caller(objection.say) });
    dialogue.agentAtLength(objection.answer);
    dialogue.caller(random.pick(notes.temperature === "cold" ? PHRASES.unconvinced : PHRASES.convinced), "");
  }
}

function vary(random: Random, score: number): number {
  return Math.min(100, Math.max(0, score + random.integer(-4, 4)));
}
