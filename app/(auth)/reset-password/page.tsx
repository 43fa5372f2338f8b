import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSettings } from "@/lib/settings/current-settings";
import { AuthPage } from "../_parts/auth-page";
import { readParameter, type SearchParams } from "../_parts/read-parameter";
import { ResetPasswordForm } from "./reset-password-form";

export const metadata: Metadata = { title: "Choose a new password", referrer: "no-referrer" };

export default async function ResetPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const token = await readParameter(searchParams, "token");
  if (!token) redirect("/forgot-password");
  const { password_min_length: lengthMin } = await currentSettings(["password_min_length"]);
  return (
    <AuthPage>
      <ResetPasswordForm token={token} passwordLengthMin={lengthMin} />
    </AuthPage>
  );
}
