import { type ScoreName, scoreNames, toScore } from "@/lib/calls/lead-scores";
import type { CallOutcome } from "@/lib/calls/schema";
import { cleanText } from "./clean-text";
import { createQuoteFinder } from "./find-quote";
import { booleanOf, type JsonObject, numberOf, objectOf } from "./json-access";
import { knownText } from "./known-text";
import type { LeadFindings, OutcomeFindings, Reason, Segment } from "./projection";
import { readSpokenEmail } from "./read-spoken-email";

const rationaleCharactersMax = 4000;
const listItemsMax = 20;
const spokenCharactersMax = 1000;

/** The answers of the provider's analysis, by data-collection id. */
export class Answers {
  readonly #collected: JsonObject;

  constructor(analysis: JsonObject) {
    this.#collected = objectOf(analysis.data_collection_results);
  }

  value(id: string): unknown {
    return objectOf(this.#collected[id]).value;
  }

  text(id: string, charactersMax: number): string | null {
    return knownText(this.value(id), charactersMax);
  }

  /** Here "none" is an answer: no urgency, no budget. */
  level(name: ScoreName): string | null {
    const level = cleanText(this.value(`${name}_level`), 32);
    return level?.toLowerCase() === "none" ? level : this.text(`${name}_level`, 32);
  }

  rationale(id: string): string | null {
    return cleanText(objectOf(this.#collected[id]).rationale, rationaleCharactersMax);
  }
}

/** The lead that the analysis found; null without a score, a call to action and an identity. */
export function projectLead(analysis: JsonObject, answers: Answers, segments: readonly Segment[]): LeadFindings | null {
  const criterion = objectOf(objectOf(analysis.evaluation_criteria_results).qualified_lead);
  const findings: LeadFindings = {
    scores: perScore((name) => toScore(answers.value(`${name}_score`))),
    total: toScore(answers.value("total_score")) ?? criterionScore(criterion),
    levels: perScore((name) => answers.level(name)),
    reasoning: {},
    cta: {
      pricing: booleanOf(answers.value("cta_pricing")),
      demo: booleanOf(answers.value("cta_demo")),
      followup: booleanOf(answers.value("cta_followup")),
      sample: booleanOf(answers.value("cta_sample")),
      human: booleanOf(answers.value("cta_human")),
    },
    ctaReasons: {},
    demoTimeText: answers.text("demo_datetime", 200),
    name: answers.text("lead_name", 255),
    email: readSpokenEmail(answers.text("lead_email", spokenCharactersMax)),
    company: answers.text("company_name", 255),
  };
  if (!isEvidence(findings)) return null;

  const findQuote = createQuoteFinder(segments);
  const reasonOf = (rationale: string | null): Reason | undefined => {
    if (rationale === null) return undefined;
    const quote = findQuote(rationale);
    return quote ? { rationale, quote } : { rationale };
  };
  for (const name of scoreNames) {
    const reason = reasonOf(answers.rationale(`${name}_score`) ?? answers.rationale(`${name}_level`));
    if (reason) findings.reasoning[name] = reason;
  }
  const totalReason = reasonOf(
    answers.rationale("total_score") ?? cleanText(criterion.rationale, rationaleCharactersMax),
  );
  if (totalReason) findings.reasoning.total = totalReason;
  for (const cta of Object.keys(findings.cta)) {
    const rationale = answers.rationale(`cta_${cta}`);
    if (rationale !== null) findings.ctaReasons[cta] = rationale;
  }
  return findings;
}

/** How the call went, beyond its outcome. */
export function projectOutcome(outcome: CallOutcome, answers: Answers, rating: number | null): OutcomeFindings {
  return {
    outcome,
    callQuality: within(answers.value("call_quality_score"), 1, 10, 1),
    // Callers rate with one to five stars; the scale kept is one to ten.
    satisfaction: within(answers.value("customer_satisfaction"), 1, 10, 1) ?? (rating === null ? null : rating * 2),
    sentiment: within(answers.value("sentiment_score"), -1, 1, 3),
    isNotALead: answers.text("lead_status", 32) === "not_a_lead",
    keyTopics: listOf(answers.text("key_topics", 2000)),
    objections: listOf(answers.text("objections_raised", 2000)),
    nextSteps: answers.text("next_steps", 2000),
  };
}

function isEvidence({ scores, total, cta, name, email, company }: LeadFindings): boolean {
  return (
    Object.values(scores).some((score) => score !== null) ||
    total !== null ||
    Object.values(cta).some(Boolean) ||
    name !== null ||
    email !== null ||
    company !== null
  );
}

/** A numeric criterion scores from 0 to its own maximum; a binary one says nothing about how good a lead is. */
function criterionScore(criterion: JsonObject): number | null {
  const scoreMax = numberOf(criterion.max_score ?? 100) ?? 0;
  if (criterion.scoring_mode !== "numeric_uniform" || typeof criterion.score !== "number" || scoreMax <= 0) return null;
  return toScore((100 * criterion.score) / scoreMax);
}

function within(value: unknown, min: number, max: number, decimals: number): number | null {
  const number = numberOf(value);
  return number === null ? null : Number(Math.min(max, Math.max(min, number)).toFixed(decimals));
}

function listOf(text: string | null): string[] {
  if (text === null) return [];
  const items = text.split(/[,;\n]/).flatMap((item) => knownText(item, 200) ?? []);
  return [...new Set(items)].slice(0, listItemsMax);
}

function perScore<T>(of: (name: ScoreName) => T): Record<ScoreName, T> {
  return {
    intent: of("intent"),
    urgency: of("urgency"),
    budget: of("budget"),
    fit: of("fit"),
    engagement: of("engagement"),
  };
}
