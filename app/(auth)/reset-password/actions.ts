"use server";

import { resetPassword } from "@/lib/auth/passwords/reset-password";
import { publicAction } from "../../_public-action";

export async function setNewPassword(data: FormData) {
  return publicAction(data, ["token", "password"], resetPassword);
}
