import { type DocumentedName, documentedNames } from "./documented-names";
import type { Dictionary } from "./read-dictionary";

export type DocumentedMatch = DocumentedName & { existing: string[] };

/** What exists under each documented name: itself, or triggers with the event as a suffix, or what a star stands for. */
export function matchDocumentedNames(
  dictionary: Dictionary,
  names: readonly DocumentedName[] = documentedNames,
): DocumentedMatch[] {
  return names.map((documented) => ({ ...documented, existing: existing(documented, dictionary) }));
}

function existing({ kind, name }: DocumentedName, dictionary: Dictionary): string[] {
  if (kind === "setting") return namesOf(dictionary.settings).filter((other) => other === name);
  if (kind === "function") return namesOf(dictionary.functions).filter((other) => other.startsWith(`${name}(`));
  if (kind === "trigger") return existingTriggers(name, dictionary);
  const isKind = (other: string) => (kind === "table" ? other === "table" : other.endsWith("view"));
  return namesOf(dictionary.relations.filter((relation) => isKind(relation.kind) && relation.name === name));
}

function existingTriggers(name: string, { relations }: Dictionary): string[] {
  const [table, trigger = ""] = name.split(".");
  const pattern = new RegExp(`^${trigger.replace(/_\*$/, "")}(_(insert|update|delete))?$`);
  const found = relations.find((relation) => relation.name === table)?.triggers ?? [];
  return namesOf(found).filter((other) => pattern.test(other));
}

const namesOf = (objects: readonly { name: string }[]) => objects.map((object) => object.name);
