import { schedule } from "@/lib/jobs/schedule";
import type { DocumentedName } from "./documented-name";
import { documentedNames } from "./documented-names";
import { findReference } from "./find-reference";
import type { Dictionary } from "./read-dictionary";

export type DocumentedMatch = DocumentedName & { existing: string[] };

/** What exists under each documented name: itself, or triggers with the event as a suffix, or what stands for it. */
export function matchDocumentedNames(
  dictionary: Dictionary,
  names: readonly DocumentedName[] = documentedNames,
): DocumentedMatch[] {
  return names.map((documented) => ({ ...documented, existing: existing[documented.kind](documented, dictionary) }));
}

type Finder = (documented: DocumentedName, dictionary: Dictionary) => string[];

const existing: Readonly<Record<DocumentedName["kind"], Finder>> = {
  table: (documented, dictionary) => relations(documented, dictionary, /^table$/),
  view: (documented, dictionary) => relations(documented, dictionary, /view$/),
  column: ({ name }, { relations }) =>
    relations.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`)).filter(isNamed(name)),
  "unique key": uniqueKeys,
  reference: ({ name }, dictionary) => findReference(name, dictionary),
  index: ({ existsAs = [] }, { relations }) => {
    const found = relations.flatMap(({ indexes }) => namesOf(indexes));
    return existsAs.every((index) => found.includes(index)) ? [...existsAs] : [];
  },
  function: ({ name }, { functions }) => namesOf(functions).filter((other) => other.startsWith(`${name}(`)),
  trigger: triggers,
  schedule: ({ existsAs = [], runsAWeek }) => existsAs.filter((task) => countRunsAWeek(task) === runsAWeek),
  setting: ({ name }, { settings }) => namesOf(settings).filter(isNamed(name)),
};

function relations({ name }: DocumentedName, { relations }: Dictionary, kind: RegExp): string[] {
  return namesOf(relations.filter((relation) => kind.test(relation.kind))).filter(isNamed(name));
}

function uniqueKeys({ name }: DocumentedName, { relations }: Dictionary): string[] {
  const table = name.slice(0, name.indexOf(" "));
  const indexes = relations.find((relation) => relation.name === table)?.indexes ?? [];
  const key = `unique${name.slice(table.length)}`;
  return namesOf(indexes.filter(({ definition }) => definition.replace(" NULLS NOT DISTINCT", "") === key));
}

/** None when one of them runs another function than it should. */
function triggers({ name, runs }: DocumentedName, { relations }: Dictionary): string[] {
  const [table, trigger = ""] = name.split(".");
  const pattern = new RegExp(`^${trigger.replace(/_\*$/, "")}(_(insert|update|delete))?$`);
  const all = relations.find((relation) => relation.name === table)?.triggers ?? [];
  const found = all.filter((other) => pattern.test(other.name));
  return runs === undefined || found.every((other) => other.function === runs) ? namesOf(found) : [];
}

function countRunsAWeek(task: string): number {
  const items = schedule.filter((item) => item.task === task);
  const minutes = Array.from({ length: 7 * 24 * 60 }, (_, minute) => minute);
  // The week from the first of February 2026, a Sunday.
  const digests = minutes.map((minute) => {
    const day = Math.floor(minute / (24 * 60));
    return { min: minute % 60, hour: Math.floor(minute / 60) % 24, date: 1 + day, month: 2, dow: day };
  });
  return digests.filter((digest) => items.some((item) => item.match(digest))).length;
}

const namesOf = (objects: readonly { name: string }[]) => objects.map((object) => object.name);
const isNamed = (name: string) => (other: string) => other === name;
