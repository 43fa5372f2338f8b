import { expect, test } from "vitest";
import { type ExportedFunction, readExportedFunctions } from "./read-verbs";

const all = readExportedFunctions(["lib", "test/verbs/probes"]);
const ofLib = all.filter(({ file }) => file.startsWith("lib/"));
const probes = all.filter(({ file }) => !file.startsWith("lib/"));

/** Functions that take a person's context and do not ask what the person may do, each with the reason. */
const askNothing: Readonly<Record<string, string>> = {
  requirePermission: "it is the question itself",
};

/** Functions through the administrators' door that leave no entry, each with the reason. */
const leaveNoEntry: Readonly<Record<string, string>> = {
  addUpDays: "it adds up numbers that it is given",
  agentConditions: "it makes conditions of filters",
  attemptReasonLabel: "it names what it is given",
  auditActionLabel: "it names what it is given",
  auditConditions: "it makes conditions of filters",
  byAdmin: "it names the arguments of functions",
  changeSetting: "it writes through writeSetting, which enters the change",
  detailLines: "it names what it is given",
  detailText: "it names what it is given",
  existing: "it looks at an answer",
  exportAllAgents: "it reads, and changes nothing",
  exportAuditEntries: "it reads, and changes nothing",
  exportUsers: "it reads, and changes nothing",
  getHealth: "it reads, and changes nothing",
  getPlatformOverview: "it reads, and changes nothing",
  getProviderState: "it reads, and changes nothing",
  getUser: "it reads, and changes nothing",
  listAllAgents: "it reads, and changes nothing",
  listAuditEntries: "it reads, and changes nothing",
  listProviderAgents: "it reads, and changes nothing",
  listSettings: "it reads, and changes nothing",
  listUsers: "it reads, and changes nothing",
  listWaitingAgents: "it reads, and changes nothing",
  ofAccount: "it names an account",
  parseAgentQuery: "it reads an address",
  parseAuditQuery: "it reads an address",
  parseUserQuery: "it reads an address",
  reasonLabel: "it names what it is given",
  settingText: "it names what it is given",
  settingUnit: "it names what it is given",
  targetText: "it names what it is given",
  taskLabel: "it names what it is given",
  successRate: "it divides numbers that it is given",
  userConditions: "it makes conditions of filters",
  userStatusLabel: "it names what it is given",
  readOperationalState: "it reads numbers that name nobody, for the metrics",
  refusedByDatabase: "it does nothing, and says in words what the database refused",
};

const namesOf = (functions: readonly ExportedFunction[]) => functions.map(({ name }) => name);

const firstStatement = /^(?:(?:const|let)\s[^=]+=\s*)?requirePermission\(ctx, "[a-z_]+\.[a-z_]+"\);?$/;
const asksNothing = ({ takesPerson, statements }: ExportedFunction) =>
  takesPerson && !firstStatement.test(statements[0] ?? "");

const isOfAdmins = ({ file, reachableText }: ExportedFunction) =>
  file.startsWith("lib/admin/") || /\bdb\s*\.admin\(/.test(reachableText);
const leavesNoEntry = (each: ExportedFunction) => isOfAdmins(each) && !/\blogAdminAction\(/.test(each.reachableText);

test("every verb that acts for a person first asks whether the person may", () => {
  expect(namesOf(ofLib.filter(({ takesPerson }) => takesPerson))).toContain("listCalls");
  expect(namesOf(ofLib.filter(asksNothing)).sort()).toEqual(Object.keys(askNothing).sort());
});

test("a verb that does not ask, or not first, is found, whatever its shape", () => {
  expect(namesOf(probes.filter(asksNothing))).toEqual(["asksNobody", "asksTooLate", "isAnArrow", "comparesRoles"]);
});

test("every verb of administrators enters into the audit log what it does", () => {
  expect(namesOf(ofLib.filter(isOfAdmins))).toEqual(expect.arrayContaining(["requestReplay", "writeSetting"]));
  expect(namesOf(ofLib.filter(leavesNoEntry)).sort()).toEqual(Object.keys(leaveNoEntry).sort());
});

test("a verb of administrators that leaves no entry is found", () => {
  expect(namesOf(probes.filter(isOfAdmins))).toEqual(["writesSilently", "writesThroughAnother"]);
  expect(namesOf(probes.filter(leavesNoEntry))).toEqual(["writesSilently"]);
});
