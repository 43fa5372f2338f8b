import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "@/components/navigation/link";
import { listKeptMail } from "@/lib/mail/list-kept-mail";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { localMailFolder } from "../../_local-mail-folder";
import styles from "./mail.module.css";

export const metadata: Metadata = { title: "Local emails" };
export const dynamic = "force-dynamic";

/** Exists only where no mail leaves this machine. */
export default async function LocalMailPage() {
  const folder = await localMailFolder();
  if (!folder) notFound();
  const mails = await listKeptMail(folder);
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>Local emails</h1>
      <p className={styles.lead}>
        No mail server is set up, so what Callwright sends is kept on this machine. Set <code>SMTP_URL</code> to send
        it.
      </p>
      {mails.length === 0 ? (
        <p className={styles.empty}>No emails yet. Emails appear here a few seconds after they are sent.</p>
      ) : (
        <ul className={styles.list}>
          {mails.map(({ id, subject, to, date }) => (
            <li key={id}>
              <Link href={`/mail/${id}`} className={styles.row}>
                <span className={styles.subject}>{subject}</span>
                <span className={styles.recipient}>{to.join(", ")}</span>
                {date && <time dateTime={date.toISOString()}>{formatInstant(date, "UTC", "second")} UTC</time>}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
