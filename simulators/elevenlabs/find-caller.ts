import { companyNames, FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS } from "./caller-names";
import { createRandom, seedFrom } from "./create-random";
import { fictionalNumber } from "./fictional-numbers";
import type { Scenario } from "./scenarios/scenario";

export interface Caller {
  index: number;
  firstName: string;
  fullName: string;
  company: string | null;
  email: string;
  /** E.164, from a range reserved for fiction. */
  number: string;
  /** Words spoken each second. */
  pace: number;
}

/** Callers of different scenarios in one country do not share numbers while their indexes stay below this. */
const SLOTS_PER_SCENARIO = 2_000;

/** The person with this index among a scenario's callers, always the same one. */
export function findCaller(scenario: Scenario, index: number): Caller {
  const random = createRandom(seedFrom("caller", scenario.id, index));
  const firstName = random.pick(FIRST_NAMES[scenario.country]);
  const lastName = random.pick(LAST_NAMES[scenario.country]);
  const company = scenario.callersHaveCompanies ? random.pick(companyNames(scenario.id)) : null;
  const domain = company ? `${slug(company)}.example` : random.pick(MAIL_DOMAINS);
  const mailbox = random.chance(0.5) ? `${slug(firstName)}.${slug(lastName)}` : `${slug(firstName)}${index % 90}`;
  return {
    index,
    firstName,
    fullName: `${firstName} ${lastName}`,
    company,
    email: `${company && random.chance(0.4) ? slug(firstName) : mailbox}@${domain}`,
    number: fictionalNumber(scenario.country, scenario.code * SLOTS_PER_SCENARIO + index),
    pace: 2 + random.next() * 1.1,
  };
}

function slug(text: string): string {
  return text
    .replace(/[ıİ]/g, "i")
    .normalize("NFD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
}
