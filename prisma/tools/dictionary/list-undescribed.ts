import type { Described, Dictionary } from "./read-dictionary";

/** The objects that carry no comment, each as "<kind> <name>"; parts of a relation with its name in front. */
export function listUndescribed(dictionary: Dictionary): string[] {
  const without = (kind: string, objects: readonly Described[], prefix = "") =>
    objects.filter(({ comment }) => !comment?.trim()).map(({ name }) => `${kind} ${prefix}${name}`);
  return [
    ...without("schema", dictionary.schemas),
    ...without("function", dictionary.functions),
    ...without("sequence", dictionary.sequences),
    ...without("type", dictionary.types),
    ...without("setting", dictionary.settings),
    ...without("relation", dictionary.relations),
    ...dictionary.relations.flatMap((relation) => [
      ...without("column", relation.columns, `${relation.name}.`),
      ...without("constraint", relation.constraints, `${relation.name}.`),
      ...without("index", relation.indexes, `${relation.name}.`),
      ...without("trigger", relation.triggers, `${relation.name}.`),
      ...without("policy", relation.policies, `${relation.name}.`),
    ]),
  ];
}
