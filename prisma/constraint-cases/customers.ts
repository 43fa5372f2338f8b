import { between, type CheckCases, e164, oneOf, text, type UniqueCases } from "./case";

const reference = (value: string) => ({ customer_reference_number: text(value) });
const completed = { is_completed: "true", follow_up_status: text("completed"), completed_at: "now()" };

const ended = (status: string, created: string, updated: string, skipped: string) => ({
  status: text(status),
  created_count: created,
  updated_count: updated,
  skipped_count: skipped,
});

const madeBy = (isAutoCreated: string, source: string) => ({
  is_auto_created: isAutoCreated,
  auto_creation_source: text(source),
});

export const customerChecks: CheckCases = {
  contacts_auto_created_by_webhook_alone: {
    table: "contacts",
    refused: [{ is_auto_created: "true" }, { auto_creation_source: text("webhook") }, madeBy("true", "manual")],
    accepted: [{}, madeBy("true", "webhook"), madeBy("false", "manual")],
  },
  contacts_auto_creation_source_is_known: {
    table: "contacts",
    refused: [madeBy("false", "other")],
    accepted: [madeBy("true", "webhook"), madeBy("false", "manual"), { auto_creation_source: "NULL" }],
  },
  contacts_made_from_a_call_are_auto_created: {
    table: "contacts",
    refused: [{ auto_created_from_call_id: "$call" }],
    accepted: [{ ...madeBy("true", "webhook"), auto_created_from_call_id: "$call" }],
  },
  contacts_email_is_lower: {
    table: "contacts",
    refused: [{ email: text("Ada@caller.example") }],
    accepted: [{ email: text("ada@caller.example") }, { email: "NULL" }],
  },
  contact_imports_counts_add_up: {
    table: "contact_imports",
    refused: ["finished", "cancelled", "undoing", "undone"].map((status) => ended(status, "1", "1", "0")),
    accepted: [
      ...["finished", "cancelled", "undoing", "undone"].map((status) => ended(status, "1", "1", "1")),
      ended("running", "1", "0", "0"),
    ],
  },
  contact_imports_counts_are_not_negative: {
    table: "contact_imports",
    refused: ["created_count", "updated_count", "skipped_count", "undone_count", "kept_count", "file_bytes"].map(
      (column) => ({ [column]: "-1" }),
    ),
    accepted: [{ file_bytes: "0" }],
  },
  contact_imports_numberless_are_created: {
    table: "contact_imports",
    refused: [{ numberless_count: "-1" }, { created_count: "1", numberless_count: "2" }],
    accepted: [{ created_count: "2", numberless_count: "2" }, { created_count: "2" }],
  },
  contact_imports_left_out_are_written: {
    table: "contact_imports",
    refused: [{ left_out_count: "-1" }, { created_count: "1", updated_count: "1", left_out_count: "3" }],
    accepted: [{ created_count: "1", updated_count: "1", left_out_count: "2" }],
  },
  contact_imports_known_contacts_is_known: oneOf("contact_imports", "known_contacts", ["skip", "fill", "overwrite"]),
  contact_imports_rows_done_is_within: between("contact_imports", "rows_done", { min: 0, max: 3 }),
  contact_imports_status_is_known: {
    table: "contact_imports",
    refused: [{ status: text("other") }],
    accepted: ["mapping", "checking", "checked", "running", "failed"].map((status) => ({ status: text(status) })),
  },
  contact_import_rows_left_out_is_a_list: {
    table: "contact_import_rows",
    refused: ["[]", "{}", "1", "null"].map((value) => ({ left_out: text(value) })),
    accepted: [{ left_out: "NULL" }, { left_out: text('[{"field": "phone", "fault": "bad_number", "value": "12"}]') }],
  },
  contact_import_rows_others_have_a_target: {
    table: "contact_import_rows",
    refused: [{ verdict: text("create"), reason: "NULL" }],
    accepted: [{ verdict: text("create"), reason: "NULL", target_contact: "gen_random_uuid()" }, {}],
  },
  contact_import_rows_skipped_for_a_reason: {
    table: "contact_import_rows",
    refused: [{ reason: "NULL" }, { verdict: text("update"), target_contact: "gen_random_uuid()" }],
    accepted: [{ verdict: text("update"), reason: "NULL", target_contact: "gen_random_uuid()" }, {}],
  },
  contact_import_rows_verdict_is_known: {
    table: "contact_import_rows",
    refused: [{ verdict: text("other"), reason: "NULL", target_contact: "gen_random_uuid()" }],
    accepted: [{ verdict: text("create"), reason: "NULL", target_contact: "gen_random_uuid()" }],
  },
  contacts_can_be_reached: {
    table: "contacts",
    refused: [{ name: "NULL" }],
    accepted: [{ name: "NULL", email: text("a@b") }, { name: "NULL", phone_number: text("+442079460018") }, {}],
  },
  contacts_phone_extension_is_digits: {
    table: "contacts",
    refused: ["", "12a", "#12", " 12"].map((value) => ({ phone_extension: text(value) })),
    accepted: ["1", "0012", "12345678"].map((value) => ({ phone_extension: text(value) })),
  },
  contacts_phone_number_is_e164: e164("contacts", "phone_number"),
  customer_reference_counters_last_number_counts: between("customer_reference_counters", "last_number", { min: 1 }),
  customer_reference_counters_year_has_four_digits: between("customer_reference_counters", "year", {
    min: 1000,
    max: 9999,
  }),
  customer_events_kind_is_known: oneOf("customer_events", "kind", [
    "converted",
    "status_changed",
    "sales_rep_changed",
    "note_changed",
    "details_changed",
  ]),
  customers_phone_is_e164: e164("customers", "phone"),
  customers_reference_has_its_form: {
    table: "customers",
    refused: ["CUST-2026-001", "CUST-2026-00001", "CUST-26-0001", "cust-2026-0001", ""].map(reference),
    accepted: ["CUST-2026-0001", "CUST-2026-9999", "CUST-2026-10000"].map(reference),
    by: "update",
  },
  customers_status_is_known: oneOf("customers", "status", ["Active", "Inactive", "Churned", "On Hold"]),
  follow_ups_completed_by_only_when_completed: {
    table: "follow_ups",
    refused: [{ completed_by: "$user" }],
    accepted: [{ ...completed, completed_by: "$user" }, completed],
  },
  follow_ups_completed_has_its_moment: {
    table: "follow_ups",
    refused: [{ ...completed, completed_at: "NULL" }, { completed_at: "now()" }],
    accepted: [completed, {}],
  },
  follow_ups_is_completed_follows_status: {
    table: "follow_ups",
    refused: [
      { ...completed, follow_up_status: text("pending") },
      { ...completed, is_completed: "false", completed_at: "NULL" },
    ],
    accepted: [completed, { follow_up_status: text("cancelled") }],
  },
  follow_ups_lead_can_be_identified: {
    table: "follow_ups",
    refused: [{ lead_phone: "NULL" }],
    accepted: [
      { lead_phone: "NULL", lead_email: text("a@b") },
      { lead_phone: "NULL", call_id: "$call" },
      { lead_phone: "NULL", person_key: text("a@b") },
      {},
    ],
  },
  follow_ups_lead_phone_is_e164: e164("follow_ups", "lead_phone"),
  follow_ups_status_is_known: {
    table: "follow_ups",
    refused: [{ follow_up_status: text("other") }],
    accepted: [{ follow_up_status: text("pending") }, { follow_up_status: text("cancelled") }, completed],
  },
  phone_numbers_phone_number_is_e164: e164("phone_numbers", "phone_number"),
};

const person = { person_key: text("+442079460018") };
const phone = { phone_number: text("+442079460018") };
const provided = { elevenlabs_phone_number_id: text("phnum_same") };
export const customerUniques: UniqueCases = {
  contacts_user_id_phone_number_key: {
    table: "contacts",
    refused: [phone, phone],
    accepted: [
      [phone, { ...phone, user_id: "$other" }],
      [{}, {}],
    ],
  },
  customers_customer_reference_number_key: {
    table: "customers",
    refused: [reference("CUST-2026-7777"), { ...reference("CUST-2026-7777"), contact_id: "$contact2" }],
    accepted: [],
    by: "update",
  },
  customers_user_id_person_key_key: {
    table: "customers",
    refused: [person, { ...person, contact_id: "$contact2" }],
    accepted: [[{}, { contact_id: "$contact2" }]],
  },
  customers_one_per_contact: {
    table: "customers",
    refused: [{}, {}],
    accepted: [[{}, { contact_id: "$contact2" }]],
  },
  follow_ups_one_pending_per_person_and_day: {
    table: "follow_ups",
    refused: [{}, {}],
    accepted: [
      [{}, { follow_up_date: text("2026-10-04") }],
      [{}, { lead_phone: text("+442079460019") }],
      [{}, { ...completed }],
      [{ follow_up_status: text("cancelled") }, {}],
      [{}, { user_id: "$other" }],
    ],
  },
  phone_numbers_elevenlabs_phone_number_id_key: {
    table: "phone_numbers",
    refused: [provided, { ...provided, phone_number: text("+442079460019") }],
    accepted: [],
  },
  phone_numbers_one_active_number: {
    table: "phone_numbers",
    refused: [phone, phone],
    accepted: [[phone, { ...phone, is_active: "false" }]],
  },
};
