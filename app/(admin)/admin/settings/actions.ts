"use server";

import { changeSetting } from "@/lib/admin/settings/change-setting";
import { adminAction } from "../../../_admin-action";

export async function saveSetting(data: FormData) {
  return adminAction(data, {
    permission: "setting.update",
    fields: ["key", "value", "expected", "reason"],
    verb: changeSetting,
  });
}
