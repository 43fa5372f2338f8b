export type ScenarioId = "fleet" | "dental" | "solar" | "software" | "property";
export type Temperature = "hot" | "warm" | "cold" | "not_a_lead";
export type Country = "GB" | "DE" | "US";

/**
 * What a business says and hears on the phone. In every text `{a|b}` stands for one of the alternatives and `{name}` for
 * a slot: firstName, fullName, company, business, persona, count, sum, day, weekday, time, daypart.
 * No text contains a double quote, so that rationales can quote it.
 */
export interface Scenario {
  id: ScenarioId;
  /** Stable number of the scenario inside conversation ids. */
  code: number;
  business: string;
  persona: string;
  country: Country;
  /** IANA zone in which meetings are agreed. */
  timezone: string;
  callersHaveCompanies: boolean;
  /** What a hot caller books, such as "demo". */
  meeting: string;
  bookingTool: string;
  lookupTool: string;
  counts: { min: number; max: number };
  /** Currency amounts that callers name, such as "{sum}" in a budget. */
  sums: readonly string[];
  temperatures: Readonly<Record<Temperature, number>>;
  greetings: readonly string[];
  outboundGreetings: readonly string[];
  widgetGreetings: readonly string[];
  needs: readonly Need[];
  details: readonly Exchange[];
  questions: readonly Question[];
  pricing: readonly Question[];
  trials: readonly Question[];
  objections: readonly Objection[];
  urgencyQuestions: readonly string[];
  urgency: Readonly<Record<"urgent" | "soon" | "none", readonly Statement[]>>;
  budgetQuestions: readonly string[];
  budget: Readonly<Record<"ready" | "limited" | "none", readonly Statement[]>>;
  offers: readonly string[];
  declines: readonly Statement[];
  errands: readonly Errand[];
}

export interface Need {
  say: string;
  reply: string;
  topic: string;
  title: string;
  /** How well the offer matches, 0 to 100. */
  fit: number;
}

export interface Exchange {
  ask: string;
  answers: readonly string[];
}

export interface Question {
  say: string;
  answer: string;
  topic: string;
}

export interface Objection {
  say: string;
  answer: string;
  label: string;
}

export interface Statement {
  say: string;
  /** 0 to 100. */
  score: number;
}

/** A call that is not about buying: first what the caller says, then agent and caller in turn. */
export interface Errand {
  title: string;
  topic: string;
  turns: readonly string[];
}
