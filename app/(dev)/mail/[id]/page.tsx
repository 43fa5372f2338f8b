import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "@/components/navigation/link";
import { listKeptMail } from "@/lib/mail/list-kept-mail";
import { localMailFolder } from "../../../_local-mail-folder";
import styles from "../mail.module.css";

export const metadata: Metadata = { title: "Local emails", referrer: "no-referrer" };

const keptMax = 200;

export default async function KeptMailPage({ params }: { params: Promise<{ id: string }> }) {
  const folder = await localMailFolder();
  if (!folder) notFound();
  const { id } = await params;
  const mail = (await listKeptMail(folder, keptMax)).find((kept) => kept.id === id);
  if (!mail) notFound();
  return (
    <main className={styles.page}>
      <p className={styles.back}>
        <Link href="/mail">All emails</Link>
      </p>
      <h1 className={styles.title}>{mail.subject}</h1>
      <p className={styles.lead}>
        To {mail.to.join(", ")}, from {mail.from}
      </p>
      {mail.html && (
        <iframe
          title="The email as HTML"
          className={styles.html}
          sandbox="allow-top-navigation-by-user-activation"
          srcDoc={`<base target="_top">${mail.html}`}
        />
      )}
      <h2 className={styles.heading}>As text</h2>
      <pre className={styles.text}>{mail.text.split(/(https?:\/\/\S+)/).map(linked)}</pre>
    </main>
  );
}

function linked(part: string, place: number) {
  if (place % 2 === 0) return part;
  return (
    <a key={`${place} ${part}`} href={part}>
      {part}
    </a>
  );
}
