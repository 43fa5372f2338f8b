import type { CallExport } from "@/lib/calls/export-calls";
import type { CallListItem } from "@/lib/calls/schema";
import { temperatureWords } from "@/lib/leads/temperature-words";
import { formatInstant } from "@/lib/platform/format/format-instant";
import type { CallColumn } from "./columns";
import { directionWords, outcomeWords, sourceWords, statusWords } from "./words";

type Cells = { header: readonly string[]; cells(call: CallListItem): readonly unknown[] };

/** The list of calls as the lines of a file: what its columns show, each piece in a cell of its own. */
export function callsFile({ asOf, pages }: CallExport, columns: readonly string[], timezone: string) {
  const parts = columns.flatMap((name) => (isColumn(name) ? [partsOf(timezone)[name]] : []));
  return {
    name: `calls-${asOf.toISOString().slice(0, 10)}`,
    header: ["Call", ...parts.flatMap(({ header }) => header)],
    pages: linesOf(pages, (call) => [call.id, ...parts.flatMap(({ cells }) => cells(call))]),
  };
}

async function* linesOf(pages: CallExport["pages"], line: (call: CallListItem) => readonly unknown[]) {
  for await (const calls of pages) yield calls.map(line);
}

function partsOf(timezone: string): Record<CallColumn, Cells> {
  return {
    started: {
      header: [`Started (${timezone})`, "Started (UTC)"],
      cells: (call) => [formatInstant(call.startedAt, timezone, "second"), call.startedAt],
    },
    caller: {
      header: ["Name", "Number", "Country"],
      cells: (call) => [call.callerName, call.phoneNumber?.replaceAll(/[^+\d]/g, ""), call.country],
    },
    agent: { header: ["Agent"], cells: (call) => [call.agent.name] },
    outcome: {
      header: ["Outcome"],
      cells: (call) => [call.outcome ? outcomeWords[call.outcome] : statusWords[call.status]],
    },
    lead: {
      header: ["Score", "Temperature", "Qualified"],
      cells: ({ lead }) => [
        lead?.totalScore,
        lead ? temperatureWords[lead.temperature] : undefined,
        lead && (lead.isQualified ? "Yes" : "No"),
      ],
    },
    quality: { header: ["Call quality (1 to 10)"], cells: (call) => [call.quality] },
    satisfaction: { header: ["Satisfaction (1 to 10)"], cells: (call) => [call.satisfaction] },
    duration: {
      header: ["Duration (seconds)"],
      cells: (call) => [call.status === "in_progress" ? null : call.durationSeconds],
    },
    credits: { header: ["Credits"], cells: (call) => [call.creditsUsed] },
    direction: { header: ["Direction"], cells: (call) => [directionWords[call.direction]] },
    source: { header: ["Source"], cells: (call) => [sourceWords[call.source]] },
    recording: { header: ["Recording"], cells: (call) => [call.hasRecording ? "Yes" : "No"] },
  };
}

function isColumn(name: string): name is CallColumn {
  return name in partsOf("UTC");
}
