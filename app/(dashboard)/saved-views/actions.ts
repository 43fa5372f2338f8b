"use server";

import { createView as create } from "@/lib/views/create-view";
import { deleteView as remove } from "@/lib/views/delete-view";
import { orderViews as order } from "@/lib/views/order-views";
import { renameView as rename } from "@/lib/views/rename-view";
import { replaceView as replace } from "@/lib/views/replace-view";
import { action } from "../../_action";

export async function createView(data: FormData) {
  return action(data, { permission: "view.update", fields: ["page", "name", "query"], verb: create });
}

export async function renameView(data: FormData) {
  return action(data, { permission: "view.update", fields: ["viewId", "name"], verb: rename });
}

export async function replaceView(data: FormData) {
  return action(data, { permission: "view.update", fields: ["viewId", "query"], verb: replace });
}

export async function deleteView(data: FormData) {
  return action(data, { permission: "view.update", fields: ["viewId"], verb: remove });
}

export async function orderViews(data: FormData) {
  return action(data, { permission: "view.update", fields: ["page", "viewIds"], verb: order });
}
