import { expect, test } from "vitest";
import type { CallListItem } from "@/lib/calls/schema";
import { callsFile } from "./calls-file";

const call: CallListItem = {
  id: "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a",
  startedAt: "2026-10-03T10:30:00.000000Z",
  status: "completed",
  direction: "inbound",
  source: "phone",
  callerName: "=1+1",
  phoneNumber: "+44 20 7946 0018",
  country: "United Kingdom",
  agent: { id: "a", name: "Front desk" },
  outcome: "voicemail",
  durationSeconds: 61,
  creditsUsed: 2,
  lead: { totalScore: 82, temperature: "hot", isQualified: true, isRead: false },
  quality: 8.5,
  satisfaction: null,
  hasRecording: false,
  hasNotes: false,
};

async function* pagesOf(...pages: CallListItem[][]) {
  yield* pages;
}
const fileOf = (columns: string[], ...pages: CallListItem[][]) =>
  callsFile({ asOf: new Date("2026-10-31T12:00:00Z"), pages: pagesOf(...pages) }, columns, "Europe/Berlin");

test("a file has the columns that are shown, in their order, each piece in a cell of its own, and names the zone", async () => {
  const { name, header, pages } = fileOf(["lead", "started", "caller", "nonsense"], [call], [call]);
  expect(name).toBe("calls-2026-10-31");
  expect(header).toEqual([
    "Call",
    "Score",
    "Temperature",
    "Qualified",
    "Started (Europe/Berlin)",
    "Started (UTC)",
    "Name",
    "Number",
    "Country",
  ]);
  const lines = [];
  for await (const page of pages) lines.push(...page);
  const when = ["3 Oct 2026, 12:30:00", call.startedAt];
  const who = ["=1+1", "+442079460018", "United Kingdom"];
  expect(lines).toEqual([1, 2].map(() => [call.id, 82, "Hot", "Yes", ...when, ...who]));
});

test("what is not known is an empty cell", async () => {
  const running: CallListItem = { ...call, status: "in_progress", outcome: null, lead: null, phoneNumber: null };
  const { pages } = fileOf(["outcome", "lead", "duration", "satisfaction"], [running]);
  for await (const page of pages)
    expect(page).toEqual([[call.id, "In progress", undefined, undefined, null, null, null]]);
});
