import { composeMail } from "@/lib/auth/compose-mail";
import { MailRequest } from "@/lib/auth/mail-request";
import type { Context } from "@/lib/db/context";
import { sendMail } from "@/lib/mail/send-mail";
import type { Env } from "@/lib/platform/env";

export type MailEnv = Pick<Env, "smtpUrl" | "mailFrom" | "nextAuthUrl">;

/**
 * Sends the mail that was asked for by `request_mail`; 1 when there was something to send, else 0.
 * @throws whatever the mail server or the network says; tried again, the mail has a new token and the old one is dead.
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
