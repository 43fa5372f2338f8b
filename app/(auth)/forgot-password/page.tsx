import type { Metadata } from "next";
import { currentSettings } from "@/lib/settings/current-settings";
import { localMailFolder } from "../../_local-mail-folder";
import { AuthPage } from "../_parts/auth-page";
import { readParameter, type SearchParams } from "../_parts/read-parameter";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ForgotPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const { password_reset_token_expiry_hours: hours } = await currentSettings(["password_reset_token_expiry_hours"]);
  return (
    <AuthPage>
      <ForgotPasswordForm
        email={await readParameter(searchParams, "email")}
        linkHours={hours}
        isMailLocal={(await localMailFolder()) !== null}
      />
    </AuthPage>
  );
}
