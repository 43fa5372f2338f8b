import { between, type CheckCases, oneOf, text, type UniqueCases } from "./case";

const cached = (type: string, day: string) => ({ period_type: text(type), date_period: text(day) });
const trend = (type: string, start: string, end: string) => ({
  period_type: text(type),
  period_start: text(start),
  period_end: text(end),
});
const target = (type: string, day: string) => ({ target_type: text(type), target_date: text(day) });
const percent = (column: string) => ({
  table: "agent_targets",
  refused: [{ [column]: "0" }, { [column]: "-0.01" }, { [column]: "100.01" }],
  accepted: [{ [column]: "0.01" }, { [column]: "100" }],
});

// 2026-10-05 is a Monday.
export const rollupChecks: CheckCases = {
  agent_analytics_hour_is_of_a_day: between("agent_analytics", "hour", { min: 0, max: 23 }),
  user_analytics_hour_is_of_a_day: between("user_analytics", "hour", { min: 0, max: 23 }),
  call_analytics_cache_date_begins_its_period: {
    table: "call_analytics_cache",
    refused: [cached("weekly", "2026-10-06"), cached("weekly", "2026-10-04"), cached("monthly", "2026-10-02")],
    accepted: [cached("daily", "2026-10-06"), cached("weekly", "2026-10-05"), cached("monthly", "2026-10-01")],
  },
  call_analytics_cache_period_type_is_known: {
    table: "call_analytics_cache",
    refused: [cached("quarterly", "2026-10-01")],
    accepted: [cached("daily", "2026-10-01"), cached("weekly", "2026-10-05"), cached("monthly", "2026-10-01")],
  },
  agent_performance_trends_is_one_period: {
    table: "agent_performance_trends",
    refused: [
      trend("daily", "2026-10-03", "2026-10-04"),
      trend("weekly", "2026-10-06", "2026-10-12"),
      trend("weekly", "2026-10-05", "2026-10-12"),
      trend("monthly", "2026-02-01", "2026-03-01"),
      trend("monthly", "2026-10-02", "2026-11-01"),
      trend("quarterly", "2026-11-01", "2027-01-31"),
      trend("quarterly", "2026-10-01", "2026-12-30"),
    ],
    accepted: [
      trend("daily", "2026-10-03", "2026-10-03"),
      trend("weekly", "2026-10-05", "2026-10-11"),
      trend("monthly", "2028-02-01", "2028-02-29"),
      trend("quarterly", "2026-10-01", "2026-12-31"),
    ],
  },
  agent_performance_trends_period_type_is_known: {
    table: "agent_performance_trends",
    refused: [trend("yearly", "2026-01-01", "2026-12-31")],
    accepted: [{}],
  },
  agent_performance_trends_rank_counts_from_one: between("agent_performance_trends", "performance_rank", { min: 1 }),
  agent_targets_calls_is_positive: between("agent_targets", "target_calls", { min: 1 }),
  agent_targets_leads_is_positive: between("agent_targets", "target_leads", { min: 1 }),
  agent_targets_success_rate_is_percent: percent("target_success_rate"),
  agent_targets_conversion_rate_is_percent: percent("target_conversion_rate"),
  agent_targets_date_begins_its_period: {
    table: "agent_targets",
    refused: [target("weekly", "2026-10-06"), target("monthly", "2026-10-02"), target("quarterly", "2026-11-01")],
    accepted: [
      target("daily", "2026-10-06"),
      target("weekly", "2026-10-05"),
      target("monthly", "2026-11-01"),
      target("quarterly", "2026-10-01"),
    ],
  },
  agent_targets_type_is_known: oneOf("agent_targets", "target_type", ["daily"]),
  announcement_key_is_one_row: { table: "announcement_key", refused: [{ only_row: "false" }], accepted: [] },
  announcement_key_is_long: { table: "announcement_key", refused: [{ secret: "'key'" }], accepted: [] },
  kpi_refresh_state_is_one_row: { table: "kpi_refresh_state", refused: [{ only_row: "false" }], accepted: [] },
  platform_totals_has_one_row: { table: "platform_totals", refused: [{ only_row: "false" }], accepted: [] },
};

const hour = (value: string) => ({ hour: value });
export const rollupUniques: UniqueCases = {
  agent_analytics_agent_id_user_id_date_key: {
    table: "agent_analytics",
    refused: [{}, {}],
    accepted: [[{}, { date: text("2026-10-04") }]],
  },
  user_analytics_user_id_date_hour_key: {
    table: "user_analytics",
    refused: [hour("NULL"), hour("NULL")],
    accepted: [
      [hour("NULL"), hour("0")],
      [hour("0"), hour("1")],
    ],
  },
  leads_user_id_person_key_key: {
    table: "leads",
    refused: [{}, {}],
    accepted: [
      [{}, { user_id: "$other" }],
      [{}, { person_key: text("+442079460019") }],
    ],
  },
  user_daily_analytics_user_id_date_key: { table: "user_daily_analytics", refused: [{}, {}], accepted: [] },
  call_analytics_cache_user_id_date_period_period_type_key: {
    table: "call_analytics_cache",
    refused: [{}, {}],
    accepted: [[cached("daily", "2026-10-05"), cached("weekly", "2026-10-05")]],
  },
  dashboard_cache_user_id_cache_key_key: {
    table: "dashboard_cache",
    refused: [{}, {}],
    accepted: [[{}, { user_id: "$other" }]],
  },
  agent_performance_trends_agent_period_key: { table: "agent_performance_trends", refused: [{}, {}], accepted: [] },
  agent_targets_agent_period_key: {
    table: "agent_targets",
    refused: [{}, {}],
    accepted: [[target("daily", "2026-10-05"), target("weekly", "2026-10-05")]],
  },
};
