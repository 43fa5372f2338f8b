import { cleanText } from "./clean-text";
import { arrayOf, integerOf, isJsonObject, type JsonObject, objectOf } from "./json-access";
import type { Segment } from "./projection";

const callSecondsMax = 7 * 86_400;

/** The turns that say or do something, in the provider's order; null when the event carries no transcript. */
export function projectTranscript(value: unknown): Segment[] | null {
  if (!Array.isArray(value)) return null;
  const results = toolResults(value);
  const segments = value.filter(isJsonObject).flatMap((turn): Segment[] => {
    const text = cleanText(turn.message) ?? partsText(turn.multivoice_message);
    const tools = arrayOf(turn.tool_calls).map((call) => toolOf(objectOf(call), results));
    if (text === null && tools.length === 0) return [];
    return [
      {
        role: turn.role === "user" ? "user" : "agent",
        text,
        atSeconds: integerOf(turn.time_in_call_secs, 0, callSecondsMax) ?? 0,
        ...(turn.interrupted === true && { interrupted: true }),
        ...(tools.length > 0 && { tools }),
      },
    ];
  });
  return segments.length === 0 ? null : segments;
}

/** The text of an agent with several voices: it comes in parts, and the turn's own message may be missing. */
function partsText(multivoice: unknown): string | null {
  const parts = arrayOf(objectOf(multivoice).parts).flatMap((part) => cleanText(objectOf(part).text) ?? []);
  return cleanText(parts.join(" "));
}

/** The transcript as plain text, one line a turn. */
export function transcriptText(segments: readonly Segment[]): string {
  return segments
    .filter(({ text }) => text !== null)
    .map(({ role, text }) => `${role === "agent" ? "Agent" : "Caller"}: ${text}`)
    .join("\n");
}

/** Whether each tool call went well, by its request id: calls and their results come in different turns. */
function toolResults(turns: readonly unknown[]): Map<unknown, boolean> {
  const results = new Map<unknown, boolean>();
  for (const turn of turns) {
    for (const result of arrayOf(objectOf(turn).tool_results)) {
      const { request_id, is_error } = objectOf(result);
      results.set(request_id, is_error !== true);
    }
  }
  return results;
}

function toolOf(call: JsonObject, results: Map<unknown, boolean>): { name: string; ok?: boolean } {
  const name = cleanText(call.tool_name, 128) ?? "tool";
  const ok = results.get(call.request_id);
  return ok === undefined ? { name } : { name, ok };
}
