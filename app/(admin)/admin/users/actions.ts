"use server";

import { inviteUser } from "@/lib/admin/users/invite-user";
import { adminAction } from "../../../_admin-action";

export async function invite(data: FormData) {
  return adminAction(data, { permission: "user.invite", fields: ["name", "email", "reason"], verb: inviteUser });
}
