import { withAsciiDigits } from "../with-ascii-digits";

/** Marks of direction and characters without width, which copying from other programs leaves around a number. */
const invisible = /[\p{Cf}\p{Cc}\u115f\u1160\u3164]/gu;
const withinNameAddress = /<([^<>]+)>/;
const scheme = /^\s*(sips?|tel|callto|whatsapp|sms|smsto|facetime)\s*:\s*(?:\/\/)?/i;
/** "Mobile: …", and the "p:" of lead forms. */
const label = /^\s*\p{L}[\p{L} .'-]{0,24}:\s*/u;
/** "Cell 202…", "tel. 600…", "M +49…": without a colon only what cannot be anything else. */
const shortLabel =
  /^\s*(?:(?:tele?|ph|phone|mob|mobile?|mobiel|mobilnr|cell|cellular|cel|celular|cellulare|handy|telefono?|teléfono|telefone|téléphone|tél|tlf|tfno|móvil|portable|port|gsm|komórka|kom|tel\s*\.?\s*kom|work|home|office|fixe|fijo|whatsapp|wa|тел|моб|電話|携帯|手机|电话|전화|휴대폰)\s*(?:no|nr|num|number|nummer)?[\s.#:]*|[tmpcwhd](?:[.#:]\s*|\s+))(?=[+(\d])/iu;
const lastLabel = /(?<=\d)[\s,;-]+(?:phone|mobile?|mob|cell|c|m|h|w|home|work|office|direct|privat|private|perso)\.?$/i;
/** A table that took the number for an amount. */
const decimals = /^(\+?\d{7,})[.,]0{1,2}$/;
const thousands = /^\d{1,3}(?:,\d{3}){2,}(?:\.0{1,2})?$/;
const chat = /^\s*https?:\/\/(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)\+?(?=\d)/i;
/** What a caller dials to show no number. */
const hiding = /^[*#]\d{2,3}[#*]/;
const remark = /\s*[([]\s*\p{L}[^()[\]]*[)\]]\s*$/u;
const extensionWord =
  "(?:e?xt(?:n|ension)?|x|poste|int(?:erno)?|anexo|ramal|apparaat|toestel|durchwahl|dw|app|apparat|nst|nebenstelle|klappe|kl|wewn?|linka|dahili|anknytning|lokal|内線|分机|分機|内线|내선|вн|доб(?:авочный)?|#|extensi[oó]n)";
const extension = new RegExp(
  `(?:[\\s,;(]*(?<![\\p{L}])${extensionWord}[.:=]*\\s*|(?<=\\d)\\s*,{1,3}\\s*(?=\\d{1,6}$))(\\d{1,8})\\s*[#)]?\\s*$`,
  "iu",
);

/** A text without what stands around its number, and the extension apart. */
export function bareNumber(text: string): { number: string; extension: string | null } {
  const plain = withAsciiDigits(text.normalize("NFKC").replace(invisible, ""))
    .replace(/[•·∙・]/g, " ")
    .trim();
  const unwrapped = outOfSpreadsheet(outOfUri(withinNameAddress.exec(plain)?.[1] ?? plain.replace(chat, "+")));
  const said = withoutThousands(unwrapped.replace(label, "").replace(shortLabel, ""))
    .replace(hiding, "")
    .replace(decimals, "$1")
    .replace(lastLabel, "")
    .replace(/[\s,;|/]+$/, "");
  const told = extension.test(said) ? said : said.replace(remark, "");
  const found = extension.exec(told);
  const number = (found ? told.slice(0, found.index) : told).trim();
  return { number: plainly(number), extension: found?.[1] ?? null };
}

/** `="0123"`, `'0123` and `"0123"`, with which a program was told that this is text. */
function outOfSpreadsheet(text: string): string {
  return text
    .replace(/^=?\s*"([^"]*)"$/, "$1")
    .replace(/^['’‘`´=]+\s*/, "")
    .replace(/\s*['’‘`´]$/, "");
}

function withoutThousands(text: string): string {
  return thousands.test(text) ? text.replace(/\..*$/, "").replaceAll(",", "") : text;
}

/** A plus once and without brackets, and no place for a Brazilian carrier's digits. */
function plainly(number: string): string {
  return number
    .replace(/^\(\s*(\+\s*\d{1,4})\s*\)/, "$1 ")
    .replace(/^\+{2,}/, "+")
    .replace(/0xx/i, "0");
}

/** The number in an address of telephony (RFC 3261, RFC 3966); what is no number, such as a name at a host, stays as it is. */
function outOfUri(text: string): string {
  const kind = scheme.exec(text);
  if (!kind) return text;
  const [subscriber = "", ...parameters] = decoded(text.slice(kind[0].length)).split(/[;?]/);
  const [number = ""] = subscriber.split("@");
  const parameter = (name: string) =>
    parameters.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const context = number.trim().startsWith("+") ? undefined : parameter("phone-context");
  const prefix = context && /^\+\d/.test(context) ? context : "";
  const behind = parameter("ext");
  return `${prefix}${number}${behind ? ` ext ${behind}` : ""}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
