"use server";

import { changeCustomerStatus } from "@/lib/customers/change-customer-status";
import { updateCustomer } from "@/lib/customers/update-customer";
import { action } from "../../../_action";

export async function saveCustomerStatus(data: FormData) {
  return action(data, { permission: "customer.update", fields: ["id", "status"], verb: changeCustomerStatus });
}

export async function saveCustomer(data: FormData) {
  return action(data, {
    permission: "customer.update",
    fields: ["id", "name", "phone", "email", "company", "salesRep", "notes"],
    verb: updateCustomer,
  });
}
