/** What a mail says, in the order in which it is read. */
export type MailContent = {
  subject: string;
  /** Paragraphs above the button. */
  lead: readonly string[];
  /** The one thing to do, if there is any. */
  action?: { label: string; url: string };
  /** Paragraphs below it. */
  closing: readonly string[];
};

export type RenderedMail = { subject: string; text: string; html: string };

/** The one layout of all mails: readable without images and style sheets, on light and dark grounds, and as plain text. */
export function renderMail({ subject, lead, action, closing }: MailContent): RenderedMail {
  const text = [
    ...lead,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...closing,
    "Callwright\nThis email was sent automatically. Replies to it are not read.",
  ].join("\n\n");
  return { subject, text: `${text}\n`, html: renderHtml({ subject, lead, action, closing }) };
}

const font = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

// Colours are given for the light ground alone and kept mid-toned elsewhere: mail programs turn the ground dark on their own.
function renderHtml({ subject, lead, action, closing }: MailContent): string {
  const paragraph = (sentence: string) => `<p style="margin:0 0 16px">${escapeHtml(sentence)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .ground { background: #0f1417 !important; }
  .sheet { background: #161c20 !important; border-color: #262f35 !important; }
  .words { color: #dce3e7 !important; }
  .aside { color: #96a4ad !important; }
  .link { color: #6cc0d9 !important; }
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f7f9fa">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" style="background:#f7f9fa">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border:1px solid #e1e7ea;border-radius:8px">
<tr><td class="words" style="padding:28px 32px 12px;color:#1b242a;${font};font-size:15px;line-height:1.55">
<p style="margin:0 0 20px;font-size:15px;font-weight:650">Callwright</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3;font-weight:600">${escapeHtml(subject)}</h1>
${lead.map(paragraph).join("\n")}
${action ? renderAction(action) : ""}
${closing.map(paragraph).join("\n")}
</td></tr>
</table>
<p class="aside" style="max-width:520px;margin:16px auto 0;color:#5a6770;${font};font-size:12px;line-height:1.5">This email was sent automatically. Replies to it are not read.</p>
</td></tr>
</table>
</body>
</html>
`;
}

function renderAction({ label, url }: NonNullable<MailContent["action"]>): string {
  const address = escapeHtml(url);
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 20px"><tr><td bgcolor="#0b6681" style="border-radius:6px">
<a href="${address}" style="display:inline-block;padding:11px 20px;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(label)}</a>
</td></tr></table>
<p class="aside" style="margin:0 0 20px;color:#5a6770;font-size:13px">If the button does not work, open this address:<br><a class="link" href="${address}" style="color:#0b6681;word-break:break-all">${address}</a></p>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}
