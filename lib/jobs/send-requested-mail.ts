import type { Context } from "@/lib/access/context";
import { composeMail } from "@/lib/auth/mails/compose-mail";
import { MailRequest } from "@/lib/auth/mails/mail-request";
import { sendMail } from "@/lib/mail/send-mail";
import type { Env } from "@/lib/platform/env";

export type MailEnv = Pick<Env, "smtpUrl" | "mailFrom" | "nextAuthUrl">;

/**
 * Sends the mail requested by `request_mail`; returns 1 when there was something to send, else 0.
 * @throws the error of the mail server or the network; a retry issues a new token and invalidates the old one.
 */
export async function sendRequestedMail(
  ctx: Pick<Context, "db" | "clock">,
  env: MailEnv,
  payload: unknown,
  requestedAt: Date = ctx.clock.now(),
): Promise<number> {
  const request = MailRequest.parse(payload);
  const site = { url: env.nextAuthUrl.replace(/\/+$/, "") };
  const mail = await composeMail(ctx, site, request, requestedAt);
  if (!mail) return 0;
  await sendMail(env, { ...mail, to: request.email });
  return 1;
}
