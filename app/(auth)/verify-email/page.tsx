import type { Metadata } from "next";
import { localMailFolder } from "../../_local-mail-folder";
import { AuthPage } from "../_parts/auth-page";
import { readParameter, type SearchParams } from "../_parts/read-parameter";
import { ConfirmForm } from "./confirm-form";
import { SendAgainForm } from "./send-again-form";

export const metadata: Metadata = { title: "Confirm your email address", referrer: "no-referrer" };

/** Opening it changes nothing: programs that scan mails open every link. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: SearchParams }) {
  const token = await readParameter(searchParams, "token");
  const email = await readParameter(searchParams, "email");
  const isMailLocal = (await localMailFolder()) !== null;
  return (
    <AuthPage>
      {token ? (
        <ConfirmForm token={token} isMailLocal={isMailLocal} />
      ) : (
        <SendAgainForm email={email} isMailLocal={isMailLocal} />
      )}
    </AuthPage>
  );
}
