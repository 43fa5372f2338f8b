"use server";

import { requestVerification } from "@/lib/auth/sign-up/request-verification";
import { verifyEmail } from "@/lib/auth/sign-up/verify-email";
import { publicAction } from "../../_public-action";

export async function confirmAddress(data: FormData) {
  return publicAction(data, ["token"], verifyEmail);
}

export async function sendVerificationAgain(data: FormData) {
  return publicAction(data, ["email"], requestVerification);
}
