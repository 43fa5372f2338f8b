import { readFileSync } from "node:fs";
import path from "node:path";

const file = path.join(import.meta.dirname, "../docs/operations.md");

/** The shell commands of the block in docs/operations.md that follows the line `<!-- tested: name -->`. */
export function documentedCommands(name: string): string {
  const [, commands] =
    new RegExp(`<!-- tested: ${name} -->\n\`\`\`sh\n([\\s\\S]*?)\`\`\``).exec(readFileSync(file, "utf8")) ?? [];
  if (commands === undefined) throw new Error(`docs/operations.md has no block of commands that is marked as ${name}`);
  return commands;
}
