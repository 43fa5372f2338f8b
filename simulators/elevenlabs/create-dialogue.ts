import type { ScriptLine, ScriptTool } from "./call-types";
import type { Random } from "./create-random";
import type { Slots } from "./create-slots";
import { PHRASES } from "./phrases";

/** A conversation while it is being written. Each verb adds a line and gives back the words that were said. */
export interface Dialogue {
  readonly lines: ScriptLine[];
  /** Fills slots and alternatives without saying anything. */
  fill(template: string): string;
  agent(...templates: readonly string[]): string;
  /** Like `agent`, but now and then the caller talks over the end of it. */
  agentAtLength(...templates: readonly string[]): string;
  /** Starts with a small word now and then; what comes back is without it. */
  caller(template: string, lead?: string): string;
  tool(tool: Omit<ScriptTool, "latencySeconds" | "isError">): void;
  pause(seconds: number): void;
}

export function createDialogue(random: Random, slots: Slots): Dialogue {
  const lines: ScriptLine[] = [];
  let pauseSeconds = 0;
  let previousLead = "";

  const fill = (template: string) =>
    template.includes("{")
      ? template.replace(/\{([^{}]+)\}/g, (_, inside) => fillOne(random, slots, inside))
      : template;

  const say = (role: "agent" | "user", text: string, originalText?: string) => {
    lines.push({ role, text, originalText, pauseSeconds });
    pauseSeconds = 0;
  };

  const join = (templates: readonly string[]) => {
    return templates
      .map(fill)
      .filter(Boolean)
      .map((text) => text.trim())
      .join(" ");
  };

  return {
    lines,
    fill,
    agent: (...templates) => {
      const text = join(templates);
      say("agent", text);
      return text;
    },
    agentAtLength: (...templates) => {
      const text = join(templates);
      const words = text.split(" ");
      const heard = words.slice(0, random.integer(4, words.length - 2));
      const isCut = words.length > 10 && random.chance(0.09);
      say("agent", isCut ? `${heard.join(" ")}...` : text, isCut ? text : undefined);
      return text;
    },
    caller: (template, lead) => {
      if (lines.at(-1)?.role === "user") say("agent", random.pick(PHRASES.nods));
      const text = fill(template);
      const word = lead ?? random.pick(PHRASES.fillers);
      const filledLead = fill(word === previousLead && lead === undefined ? "" : word);
      previousLead = word;
      say("user", `${filledLead}${text}`);
      return text;
    },
    tool: (tool) => {
      const isError = random.chance(0.02);
      const latencySeconds = Math.round((0.25 + random.next() * 1.6) * 100) / 100;
      lines.push({ role: "tool", tool: { ...tool, latencySeconds, isError } });
    },
    pause: (seconds) => {
      pauseSeconds += seconds;
    },
  };
}

function fillOne(random: Random, slots: Slots, inside: string): string {
  if (inside.includes("|")) return random.pick(inside.split("|"));
  const value = slots[inside];
  if (value === undefined) throw new Error(`No slot is called ${inside}.`);
  return value;
}
