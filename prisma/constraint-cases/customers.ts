import { between, type CheckCases, e164, oneOf, text, type UniqueCases } from "./case";

const reference = (value: string) => ({ customer_reference_number: text(value) });
const completed = { is_completed: "true", follow_up_status: text("completed"), completed_at: "now()" };

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
  contacts_can_be_reached: {
    table: "contacts",
    refused: [{ name: "NULL" }],
    accepted: [{ name: "NULL", email: text("a@b") }, { name: "NULL", phone_number: text("+442079460018") }, {}],
  },
  contacts_phone_number_is_e164: e164("contacts", "phone_number"),
  customer_reference_counters_last_number_counts: between("customer_reference_counters", "last_number", { min: 1 }),
  customer_reference_counters_year_has_four_digits: between("customer_reference_counters", "year", {
    min: 1000,
    max: 9999,
  }),
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
    accepted: [{ lead_phone: "NULL", lead_email: text("a@b") }, {}],
  },
  follow_ups_lead_phone_is_e164: e164("follow_ups", "lead_phone"),
  follow_ups_status_is_known: {
    table: "follow_ups",
    refused: [{ follow_up_status: text("other") }],
    accepted: [{ follow_up_status: text("pending") }, { follow_up_status: text("cancelled") }, completed],
  },
  phone_numbers_phone_number_is_e164: e164("phone_numbers", "phone_number"),
};

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
  customers_one_per_contact: {
    table: "customers",
    refused: [{}, {}],
    accepted: [[{}, { contact_id: "$contact2" }]],
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
