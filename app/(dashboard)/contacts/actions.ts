"use server";

import { addToContact as add } from "@/lib/contacts/add-to-contact";
import { createContact as create } from "@/lib/contacts/create-contact";
import { deleteContacts as remove } from "@/lib/contacts/delete-contacts";
import { mergeContacts as merge } from "@/lib/contacts/merge-contacts";
import { restoreContacts as restore } from "@/lib/contacts/restore-contacts";
import { updateContact as update } from "@/lib/contacts/update-contact";
import { action } from "../../_action";

const fields = ["name", "phone", "email", "company", "notes", "sharesEmail"] as const;

export async function createContact(data: FormData) {
  return action(data, { permission: "contact.update", fields, verb: create });
}

export async function updateContact(data: FormData) {
  return action(data, { permission: "contact.update", fields: ["id", ...fields], verb: update });
}

export async function addToContact(data: FormData) {
  return action(data, { permission: "contact.update", fields: ["otherId", ...fields], verb: add });
}

export async function mergeContacts(data: FormData) {
  return action(data, { permission: "contact.update", fields: ["id", "otherId"], verb: merge });
}

export async function deleteContacts(data: FormData) {
  return action(data, { permission: "contact.delete", fields: ["ids"], verb: remove });
}

export async function restoreContacts(data: FormData) {
  return action(data, { permission: "contact.delete", fields: ["deletionId"], verb: restore });
}
