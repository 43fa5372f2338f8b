import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type AddressObject, simpleParser } from "mailparser";

export type KeptMail = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | undefined;
  date: Date | undefined;
};

/** The messages that the local mail server accepted, newest first. */
export async function listKeptMail(folder: string, countMax = 50): Promise<KeptMail[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(".eml")).sort();
  return Promise.all(
    files
      .slice(-countMax)
      .reverse()
      .map((file) => parse(folder, file)),
  );
}

async function parse(folder: string, file: string): Promise<KeptMail> {
  const mail = await simpleParser(await readFile(path.join(folder, file)));
  return {
    id: file.replace(/\.eml$/, ""),
    from: mail.from?.text ?? "",
    to: addresses(mail.to),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html || undefined,
    date: mail.date,
  };
}

function addresses(to: AddressObject | AddressObject[] | undefined): string[] {
  return [to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ""));
}
