import { type CheckCases, oneOf, text, type UniqueCases } from "./case";

const entry = (type: string, amount: number) => ({
  type: text(type),
  amount: String(amount),
  ...(type === "admin_adjustment" && { created_by: "$user" }),
});
const payment = { ...entry("purchase", 5), stripe_payment_id: text("pi_same") };
const charge = { ...entry("usage", -6), quantity_minutes: "2", unit_credits: "3" };
const ofCall = { ...charge, call_id: "$call" };
const ofConversation = { ...charge, conversation_id: text("conv_same") };

export const ledgerChecks: CheckCases = {
  credit_transactions_adjustment_names_its_admin: {
    table: "credit_transactions",
    refused: [{ ...entry("admin_adjustment", 1), created_by: "NULL" }],
    accepted: [entry("admin_adjustment", 1), { ...entry("bonus", 1), created_by: "NULL" }],
  },
  credit_transactions_amount_has_the_sign_of_its_type: {
    table: "credit_transactions",
    refused: [entry("usage", 1), entry("purchase", -1), entry("bonus", -1)],
    accepted: [
      entry("usage", -1),
      entry("purchase", 1),
      entry("bonus", 1),
      ...["admin_adjustment", "refund"].flatMap((type) => [entry(type, 1), entry(type, -1)]),
    ],
  },
  credit_transactions_amount_moves_credits: {
    table: "credit_transactions",
    refused: [entry("admin_adjustment", 0), entry("refund", 0)],
    accepted: [entry("admin_adjustment", -1)],
  },
  credit_transactions_charge_is_minutes_times_rate: {
    table: "credit_transactions",
    refused: [
      { ...ofConversation, amount: "-5" },
      { ...ofConversation, amount: "-7" },
    ],
    accepted: [ofConversation, { ...ofConversation, amount: "-1", is_correction: "true" }],
  },
  credit_transactions_type_is_known: oneOf(
    "credit_transactions",
    "type",
    ["purchase", "bonus", "admin_adjustment", "refund"],
    { created_by: "$user" },
  ),
};

export const ledgerUniques: UniqueCases = {
  credit_transactions_one_charge_per_call: {
    table: "credit_transactions",
    refused: [ofCall, ofCall],
    accepted: [[ofCall, { ...ofCall, is_correction: "true" }]],
  },
  credit_transactions_one_charge_per_conversation: {
    table: "credit_transactions",
    refused: [ofConversation, { ...ofConversation, user_id: "$other" }],
    accepted: [[ofConversation, { ...ofConversation, is_correction: "true" }]],
  },
  credit_transactions_one_purchase_per_payment: {
    table: "credit_transactions",
    refused: [payment, { ...payment, user_id: "$other" }],
    accepted: [[payment, { ...payment, ...entry("refund", -5) }]],
  },
};
