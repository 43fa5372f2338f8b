"use server";

import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { publicAction } from "../../_public-action";

export async function askForNewPassword(data: FormData) {
  return publicAction(data, ["email"], requestPasswordReset);
}
