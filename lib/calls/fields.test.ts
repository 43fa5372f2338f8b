import { expect, test } from "vitest";
import { fileOf } from "@/lib/lists/list-field";
import { callFields } from "./fields";
import type { CallListItem } from "./schema";

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

const file = (names: string[]) => fileOf(callFields, names, "Europe/Berlin");

test("a file has the columns that are shown, in their order, each piece in a cell of its own, and names the zone", () => {
  const { header, line } = file(["lead", "started", "caller", "nonsense"]);
  expect(header).toEqual([
    "Score",
    "Temperature",
    "Qualified",
    "Started (Europe/Berlin)",
    "Started (UTC)",
    "Name",
    "Number",
    "Country",
  ]);
  const when = ["3 Oct 2026, 12:30:00", call.startedAt];
  expect(line(call)).toEqual([82, "Hot", "Yes", ...when, "=1+1", "+442079460018", "United Kingdom"]);
});

test("what is not known is an empty cell", () => {
  const running: CallListItem = { ...call, status: "in_progress", outcome: null, lead: null, phoneNumber: null };
  const cells = file(["outcome", "lead", "duration", "satisfaction"]).line(running);
  expect(cells.map((cell) => cell ?? null)).toEqual(["In progress", null, null, null, null, null]);
});
