"use server";

import { signUp } from "@/lib/auth/sign-up/sign-up";
import { publicAction } from "../../_public-action";

export async function register(data: FormData) {
  return publicAction(data, ["name", "email", "password", "timezone"], signUp);
}
