import { type CheckCases, oneOf, text, type UniqueCases } from "./case";

const value = (type: string, written: string) => ({
  value_type: text(type),
  config_value: text(written),
  default_value: text(type === "boolean" ? "true" : "5"),
});
const standard = (type: string, written: string) => ({
  value_type: text(type),
  config_value: text(type === "boolean" ? "true" : "5"),
  default_value: text(written),
});
const bounds = { min_value: "1", max_value: "10" };
const typed = (of: typeof value) => ({
  table: "system_config",
  refused: [of("integer", "1.5"), of("integer", ""), of("number", "1,5"), of("boolean", "yes"), of("boolean", "TRUE")],
  accepted: [of("integer", "-7"), of("number", "0.5"), of("boolean", "false"), of("string", "anything")],
});
const bounded = (of: typeof value) => ({
  table: "system_config",
  refused: ["0", "11"].map((number) => ({ ...of("integer", number), ...bounds })),
  accepted: ["1", "10"].map((number) => ({ ...of("integer", number), ...bounds })),
});
const secret = (config_value: string) => ({
  is_encrypted: "true",
  value_type: text("string"),
  default_value: "''",
  config_value: text(config_value),
});

const moment = "'2026-10-03T10:30Z'";
const finished = { started_at: moment, finished_at: moment, duration_ms: "0", row_count: "0" };

export const systemChecks: CheckCases = {
  system_config_bounds_are_of_numbers: {
    table: "system_config",
    refused: [
      { ...value("string", "x"), min_value: "1" },
      { ...value("boolean", "true"), max_value: "1" },
    ],
    accepted: [{ ...value("number", "2.5"), ...bounds }, bounds],
  },
  system_config_default_has_its_type: typed(standard),
  system_config_default_is_in_bounds: bounded(standard),
  system_config_secret_is_encrypted: {
    table: "system_config",
    refused: [secret("plain"), { ...secret(""), default_value: text("plain") }, { is_encrypted: "true" }],
    accepted: [secret(""), secret(`v1.${"A".repeat(16)}.${"B".repeat(22)}`)],
  },
  system_config_value_has_its_type: typed(value),
  system_config_value_is_in_bounds: bounded(value),
  system_config_value_type_is_known: oneOf("system_config", "value_type", ["integer", "number", "string"]),
  audit_findings_audit_is_known: oneOf("audit_findings", "audit", ["consistency", "isolation"]),
  audit_findings_seen_in_order: {
    table: "audit_findings",
    refused: [{ first_seen_at: "'2026-10-03T10:30Z'", last_seen_at: "'2026-10-03T10:29Z'" }],
    accepted: [{ first_seen_at: "'2026-10-03T10:30Z'", last_seen_at: "'2026-10-03T10:30Z'" }],
  },
  job_runs_end_after_start: {
    table: "job_runs",
    refused: [{ ...finished, finished_at: "'2026-10-03T10:29:59.999Z'" }],
    accepted: [finished, {}],
  },
  job_runs_end_says_how_it_ended: {
    table: "job_runs",
    refused: [
      { ...finished, row_count: "NULL" },
      { ...finished, error: text("Failed") },
      { ...finished, duration_ms: "NULL" },
      { row_count: "0" },
    ],
    accepted: [{}, finished, { ...finished, row_count: "NULL", error: text("Failed") }],
  },
  job_totals_only_grow: {
    table: "job_totals",
    refused: [{ value: "-1" }],
    accepted: [{ value: "0" }, { value: "0.5" }],
  },
  job_schedule_slot_is_a_minute: {
    table: "job_schedule",
    refused: [{ last_slot: "'2026-10-03T10:30:01Z'" }],
    accepted: [{ last_slot: "'2026-10-03T10:31:00Z'" }],
  },
};

export const systemUniques: UniqueCases = {
  audit_findings_key: {
    table: "audit_findings",
    refused: [{}, {}],
    accepted: [[{}, { row_id: text("2") }]],
  },
};
