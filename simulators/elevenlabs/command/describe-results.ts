import type { DeliveryResult } from "../delivery/delivery-types";

const WIDTHS = [34, 26, 15, 8, 12, 6] as const;

export const TABLE_HEAD = row(["Conversation", "Type", "Caller", "Duration", "Answer", "ms"]);

/** One line of the table. */
export function describeResult({ delivery, status, problem, milliseconds }: DeliveryResult): string {
  const { call } = delivery;
  const answer = status === null ? (problem ?? "none") : String(status);
  return row([
    delivery.conversationId ?? "-",
    delivery.type,
    call ? callerOf(call) : "-",
    call?.type === "post_call_transcription" ? clock(call.data.metadata.call_duration_secs) : "-",
    answer,
    String(milliseconds),
  ]);
}

/** What was sent altogether, in a sentence or two. */
export function describeTotals(results: readonly DeliveryResult[], seconds: number): string {
  const accepted = results.filter(({ status }) => status === 200).length;
  const times = results.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const conversations = new Set(results.flatMap(({ delivery }) => delivery.conversationId ?? [])).size;
  const sentence =
    `Sent ${count(results.length, "webhook")} about ${count(conversations, "call")} in ${seconds.toFixed(1)} s: ` +
    `${accepted} accepted, ${results.length - accepted} not. Half took up to ${at(0.5)} ms, 95 in 100 up to ${at(0.95)} ms.`;
  const isRefused = results.some(({ status }) => status === 401);
  return isRefused ? `${sentence}\nThe instance refused the signature: check --secret.` : sentence;
}

function callerOf(call: NonNullable<DeliveryResult["delivery"]["call"]>): string {
  if (call.type === "post_call_transcription") return call.data.metadata.phone_call?.external_number ?? "web";
  const { body } = call.data.metadata;
  return String(body.To ?? body.to_number ?? "-");
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join(" ")
    .trimEnd();
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
