import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findTenantContext } from "@/app/_tenant-context";
import { homePath } from "@/lib/auth/sign-in/safe-callback-url";
import { currentSettings } from "@/lib/settings/current-settings";
import { localMailFolder } from "../../_local-mail-folder";
import { AuthPage } from "../_parts/auth-page";
import { RegisterForm } from "./register-form";

export const metadata: Metadata = { title: "Create an account" };

export default async function RegisterPage() {
  if (await findTenantContext()) redirect(homePath);
  const settings = await currentSettings([
    "password_min_length",
    "require_email_verification",
    "new_user_bonus_credits",
  ]);
  return (
    <AuthPage>
      <RegisterForm
        passwordLengthMin={settings.password_min_length}
        isVerificationRequired={settings.require_email_verification}
        bonusCredits={settings.new_user_bonus_credits}
        isMailLocal={(await localMailFolder()) !== null}
      />
    </AuthPage>
  );
}
