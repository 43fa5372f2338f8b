import path from "node:path";
import type { Node, SourceFile, VariableStatement } from "typescript/unstable/ast";
import {
  isArrowFunction,
  isFunctionDeclaration,
  isFunctionExpression,
  isVariableStatement,
} from "typescript/unstable/ast";
import { API, type Checker, type Project, SignatureKind, type Type } from "typescript/unstable/sync";

export const projectRoot = path.join(import.meta.dirname, "../..");

export type ExportedFunction = {
  name: string;
  /** Relative to the project. */
  file: string;
  /** Whether its first parameter may hold a signed-in person. */
  takesPerson: boolean;
  /** Its statements as they are written; none where they could not be found. */
  statements: readonly string[];
  /** The same of every function of its file that it calls, directly or through another. */
  reachableText: string;
};

/** Every function that the files below these folders export, as the compiler understands them. */
export function readExportedFunctions(folders: readonly string[]): ExportedFunction[] {
  const api = new API({ cwd: projectRoot });
  try {
    const config = path.join(projectRoot, "tsconfig.json");
    const project = api.updateSnapshot({ openProject: config }).getProject(config);
    if (!project) throw new Error("The project could not be opened by the compiler");
    const isPerson = personTest(project);
    return project.program
      .getSourceFileNames()
      .filter((file) => isOwnSource(path.relative(projectRoot, file), folders))
      .flatMap((file) => readFile(project, file, isPerson));
  } finally {
    api.close();
  }
}

function isOwnSource(file: string, folders: readonly string[]): boolean {
  return (
    folders.some((folder) => file.startsWith(`${folder}/`)) &&
    !file.startsWith("lib/db/generated") &&
    !/\.test\.tsx?$/.test(file)
  );
}

/** Says of a type whether its `actor` may be a signed-in person. */
function personTest({ program, checker }: Project): (type: Type) => boolean {
  const context = program.getSourceFile(path.join(projectRoot, "lib/access/context.ts"));
  const declaration = context?.statements.find((statement) => nameOf(statement) === "UserActor");
  const person = declaration && checker.getTypeAtLocation(declaration);
  if (!person) throw new Error("lib/access/context.ts declares no UserActor");
  return (type) => {
    const actor = checker.getPropertyOfType(type, "actor");
    const actorType = actor && checker.getTypeOfSymbol(actor);
    return actorType !== undefined && checker.isTypeAssignableTo(person, actorType);
  };
}

type Found = { name: string; isExported: boolean; node: Node; body: Node | undefined };

function readFile(project: Project, file: string, isPerson: (type: Type) => boolean): ExportedFunction[] {
  const source = project.program.getSourceFile(file);
  if (!source) return [];
  const found = findFunctions(source);
  return found
    .filter(({ isExported }) => isExported)
    .flatMap((each) => {
      const parameter = firstParameterType(project.checker, each.node);
      if (parameter === "no function") return [];
      return {
        name: each.name,
        file: path.relative(projectRoot, file),
        takesPerson: parameter !== undefined && isPerson(parameter),
        statements: statementsOf(each.body),
        reachableText: reachableText(each, found),
      };
    });
}

function findFunctions(source: SourceFile): Found[] {
  return source.statements.flatMap((statement): Found[] => {
    const isExported = /^(export)\b/.test(statement.getText(source));
    if (isFunctionDeclaration(statement)) {
      return [{ name: statement.name?.text ?? "default", isExported, node: statement, body: statement.body }];
    }
    return isVariableStatement(statement) ? variablesOf(statement, isExported) : [];
  });
}

function variablesOf(statement: VariableStatement, isExported: boolean): Found[] {
  return statement.declarationList.declarations.map((declaration) => {
    const { initializer } = declaration;
    const isFunction = initializer && (isArrowFunction(initializer) || isFunctionExpression(initializer));
    return {
      name: declaration.name.getText(),
      isExported,
      node: declaration,
      body: isFunction ? initializer.body : initializer,
    };
  });
}

function firstParameterType(checker: Checker, node: Node): Type | "no function" | undefined {
  const type = checker.getTypeAtLocation(node);
  const [signature] = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : [];
  if (!signature) return "no function";
  const [parameter] = signature.getParameters();
  return parameter && checker.getTypeOfSymbol(parameter);
}

function statementsOf(body: Node | undefined): string[] {
  if (!body) return [];
  const block = body as Node & { statements?: readonly Node[] };
  return block.statements ? block.statements.map((statement) => statement.getText()) : [body.getText()];
}

function reachableText(start: Found, all: readonly Found[]): string {
  const texts = new Map<string, string>();
  const visit = ({ name, body }: Found) => {
    if (texts.has(name)) return;
    const text = body?.getText() ?? "";
    texts.set(name, text);
    const words = new Set(text.match(/[\w$]+/g));
    for (const other of all) if (words.has(other.name)) visit(other);
  };
  visit(start);
  return [...texts.values()].join("\n");
}

function nameOf(statement: Node): string | undefined {
  const named = statement as Node & { name?: { text?: string } };
  return named.name?.text;
}
