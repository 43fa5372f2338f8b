import { createTransport } from "nodemailer";
import { z } from "zod";
import type { Env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

export type Mail = { to: string; subject: string; text: string; html: string };

const Envelope = z.object({ to: z.email(), subject: z.string().regex(/^\P{Cc}{1,200}$/u) });

/**
 * Hands a mail to the server of `SMTP_URL`.
 * @throws ZodError for a recipient that is not exactly one address, and for a subject of more than one line.
 * @throws AppError UNAVAILABLE without a server; the error of the server or the network when the mail is not accepted.
 */
export async function sendMail(env: Pick<Env, "smtpUrl" | "mailFrom">, mail: Mail): Promise<void> {
  const { to, subject } = Envelope.parse({ to: mail.to, subject: mail.subject });
  if (!env.smtpUrl) throw new AppError("UNAVAILABLE", "SMTP_URL is not set, so that no mail can be sent.");
  const transport = createTransport({
    url: env.smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: env.mailFrom,
      // As an object it is one address, whatever it contains.
      to: { name: "", address: to },
      subject,
      text: mail.text,
      html: mail.html,
      // Suppresses automatic replies.
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } finally {
    transport.close();
  }
}
