import type { Answer, Findings, Script } from "./call-types";
import type { ConversationSetting } from "./conversation-setting";
import { clamp, quote } from "./describe-findings";
import { PHRASES } from "./phrases";

/** A call that is not about buying: support, suppliers, wrong numbers. */
export function writeErrand({ random, scenario, direction, dialogue }: ConversationSetting): Script {
  const errand = random.pick(scenario.errands);
  if (direction === "outbound") {
    dialogue.agent(random.pick(scenario.outboundGreetings));
  } else {
    dialogue.agent(random.pick(direction === "widget" ? scenario.widgetGreetings : scenario.greetings));
  }
  const said = errand.turns.map((turn, index) => {
    if (index % 2 === 1) return dialogue.agentAtLength(turn);
    return dialogue.caller(turn, index === 0 ? random.pick(PHRASES.hellos) : undefined);
  });
  const opening = said[0] ?? "";
  const isComplaint = ["complaint", "repair", "support", "export", "invoice"].includes(errand.topic);
  const sentiment = Math.round((isComplaint ? -0.35 : 0.2) * 100 + random.integer(-15, 15)) / 100;
  return {
    lines: dialogue.lines,
    terminationReason: "Call ended by remote party",
    findings: {
      ...silentFindings("No buying interest was expressed."),
      temperature: "not_a_lead",
      title: errand.title,
      summary: `The caller contacted ${scenario.business} about ${errand.topic}, not about buying.\n`,
      intent: { score: random.integer(0, 8), rationale: `${quote(opening)}, which is not about buying.` },
      fit: { score: random.integer(0, 12), rationale: "The call is not a sales matter." },
      engagement: {
        score: clamp(errand.turns.length * 8 + random.integer(0, 8)),
        rationale: "The caller stayed on the matter.",
      },
      topics: { value: errand.topic, rationale: `${quote(opening)}.` },
      sentiment: { value: sentiment, rationale: `${quote(opening)} sets the tone of the call.` },
      callQuality: { value: random.integer(6, 10), rationale: "Both sides were understood." },
      satisfaction: {
        value: isComplaint ? random.integer(3, 6) : random.integer(6, 9),
        rationale: "Judged from the last words.",
      },
      requestResolved: true,
      successful: "success",
    },
  };
}

/** An outbound call that a machine answers. */
export function writeVoicemail({ random, dialogue }: ConversationSetting): Script {
  dialogue.caller(random.pick(PHRASES.voicemailGreetings), "");
  const detection = {
    name: "voicemail_detection",
    type: "system" as const,
    params: { reason: "automated greeting" },
    result: '{"status": "success"}',
  };
  if (random.chance(0.3)) dialogue.agent(random.pick(PHRASES.voicemailMessages));
  dialogue.tool(detection);
  return {
    lines: dialogue.lines,
    terminationReason: "voicemail_detection tool was called.",
    findings: {
      ...silentFindings("Only a voicemail greeting was heard."),
      title: "Voicemail reached",
      summary: "The call reached voicemail and was ended.\n",
    },
  };
}

/** The line is open but nobody speaks, or the caller is gone at once. */
export function writeSilence({ random, scenario, direction, dialogue }: ConversationSetting): Script {
  dialogue.agent(
    random.pick(
      direction === "outbound"
        ? scenario.outboundGreetings
        : direction === "widget"
          ? scenario.widgetGreetings
          : scenario.greetings,
    ),
  );
  if (random.chance(0.4)) {
    dialogue.pause(random.integer(4, 9));
    dialogue.agent(random.pick(PHRASES.silence));
  }
  return {
    lines: dialogue.lines,
    terminationReason: direction === "widget" ? "Client disconnected: 1005" : "Call ended by remote party",
    findings: {
      ...silentFindings("Nobody spoke."),
      title: "No conversation",
      summary: "Nobody spoke before the call ended.\n",
    },
  };
}

function silentFindings(reason: string): Findings {
  const none: Answer<never> & { score: null } = { value: null, score: null, rationale: reason };
  const no: Answer<boolean> = { value: false, rationale: reason };
  return {
    temperature: null,
    title: "",
    summary: "",
    intent: none,
    urgency: none,
    budget: none,
    fit: none,
    engagement: none,
    pricing: no,
    demo: no,
    followup: no,
    sample: no,
    human: no,
    name: none,
    email: none,
    company: none,
    meetingAt: none,
    topics: none,
    objections: none,
    nextSteps: none,
    sentiment: none,
    callQuality: none,
    satisfaction: none,
    requestResolved: null,
    successful: "unknown",
  };
}
