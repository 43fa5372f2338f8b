import { documentedNames } from "./documented-names";
import { type DocumentedMatch, matchDocumentedNames } from "./match-documented-names";
import type { Described, Dictionary, Relation } from "./read-dictionary";

/** The dictionary as Markdown: the same text for the same catalogue, whatever server it lies on. */
export function renderDictionary(dictionary: Dictionary): string {
  const { relations } = dictionary;
  const ofKind = (...kinds: Relation["kind"][]) => relations.filter(({ kind }) => kinds.includes(kind));
  const sections = [
    "# Data dictionary",
    "Written by `npm run db:dictionary -- write` from the comments in the database; edit those: of tables and columns in `prisma/schema.prisma`, of everything else in its file of `prisma/objects`.",
    "## What was asked and what exists",
    "Everything else is an addition; a table, a column or a view says so where it stands.",
    renderMatches(matchDocumentedNames(dictionary)),
    "## Tables",
    ...ofKind("table").flatMap(renderRelation),
    "## Views",
    ...ofKind("view", "materialised view").flatMap(renderRelation),
    "## Functions",
    table(
      ["function", "returns", "meaning"],
      dictionary.functions.map((f) => [code(f.name), code(f.result), sentence(f)]),
    ),
    "## Settings",
    table(
      ["setting", "type", "default", "from", "to", "meaning"],
      dictionary.settings.map((s) => [code(s.name), s.type, code(s.default), s.min ?? "", s.max ?? "", sentence(s)]),
    ),
    "## Sequences",
    described("sequence", dictionary.sequences),
    ...dictionary.schemas.flatMap((schema) => [
      `## Schema ${schema.name}`,
      sentence(schema),
      described("view", ofKind("stand-in")),
    ]),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function renderMatches(matches: readonly DocumentedMatch[]): string {
  return table(
    ["kind", "asked", "exists", "note"],
    matches.map((match) => [match.kind, code(match.name), match.existing.map(code).join(", "), note(match)]),
  );
}

function note({ kind, name, existing, note = "" }: DocumentedMatch): string {
  const isSplit = kind === "trigger" && existing.length > 0 && !existing.includes(name.split(".")[1] ?? "");
  const perEvent = isSplit ? "a trigger for each event, with the event as suffix" : "";
  return plain([existing.length === 0 ? "missing" : perEvent, note].filter(Boolean).join("; "));
}

function renderRelation(relation: Relation): string[] {
  const { constraints, indexes, triggers, policies } = relation;
  return [
    `### ${relation.name}`,
    [
      relation.kind === "materialised view" ? `${sentence(relation)} (materialised view)` : sentence(relation),
      isDocumented(relation.name) ? "" : "Addition.",
    ]
      .filter(Boolean)
      .join("\n\n"),
    relation.kind === "table" ? renderColumns(relation) : renderViewColumns(relation),
    described("constraint", constraints),
    indexes.length === 0
      ? ""
      : table(
          ["index", "on", "meaning"],
          indexes.map((index) => [code(index.name), code(index.definition), sentence(index)]),
        ),
    triggers.length === 0
      ? ""
      : table(
          ["trigger", "runs", "meaning"],
          triggers.map((trigger) => [code(trigger.name), code(`${trigger.function}()`), sentence(trigger)]),
        ),
    described("policy", policies),
  ];
}

const documented = new Set(
  documentedNames.filter(({ kind }) => ["table", "column", "view"].includes(kind)).map(({ name }) => name),
);
const isDocumented = (name: string) => documented.has(name);

const renderColumns = ({ name, columns }: Relation) =>
  table(
    ["column", "type", "null", "default", "meaning", "origin"],
    columns.map((column) => [
      code(column.name),
      column.type,
      column.nullable ? "yes" : "",
      column.default === null ? "" : code(column.default),
      sentence(column),
      isDocumented(`${name}.${column.name}`) ? "" : "addition",
    ]),
  );

const renderViewColumns = ({ columns }: Relation) =>
  table(
    ["column", "type", "meaning"],
    columns.map((column) => [code(column.name), column.type, sentence(column)]),
  );

const described = (heading: string, objects: readonly Described[]) =>
  objects.length === 0
    ? ""
    : table(
        [heading, "meaning"],
        objects.map((object) => [code(object.name), sentence(object)]),
      );

const table = (headings: readonly string[], rows: readonly (readonly string[])[]) =>
  [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const plain = (text: string) => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").replaceAll("<", "&lt;");
const code = (text: string) => (text === "" ? "" : `\`${text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|")}\``);
const sentence = ({ comment }: Described) => plain(comment ?? "");
