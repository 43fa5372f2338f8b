import { isPlaceholderAddress } from "../is-placeholder-address";
import { emailPattern } from "../schema";

const charactersMax = 320;
const piecesMax = 10;
const invisible = /[\p{Cf}\p{Cc}]/gu;

/** The first email address of a cell, in lower case: alone, in brackets behind a name, with a remark, or one of a list. */
export function readAddress(cell: string): { email: string } | { fault: "bad_email" } {
  const plain = cell
    .replace(/[\r\n\t]+/g, ";")
    .normalize("NFKC")
    .replace(invisible, "");
  const pieces = plain.split(/:::|[;,|/]|\s(?:or|and|oder|und|ou|et|o|y|&)\s/i, piecesMax);
  for (const piece of [plain, ...pieces, ...listOfAddresses(plain)]) {
    const email = addressOf(piece);
    if (email !== null) return { email };
  }
  return { fault: "bad_email" };
}

function addressOf(piece: string): string | null {
  const bare = (/<([^<>]*)>?/.exec(piece)?.[1] ?? piece)
    .replace(/\([^()]*\)/g, " ")
    .replace(/\s*@\s*/g, "@")
    .trim()
    .replace(/^\*\s+/, "")
    .replace(/^(?:mailto|e-?mail|smtp)\s*:\s*/i, "")
    .replace(/\?.*$/, "")
    .replace(/^["'‘“<[=]+|["'’”>\].\s]+$/g, "")
    .toLowerCase();
  return bare.length <= charactersMax && emailPattern.test(bare) && !isPlaceholderAddress(bare) ? bare : null;
}

/** What only blanks stand between, when all of it is addresses: two words before an @ may be one address with a blank in it. */
function listOfAddresses(text: string): string[] {
  const words = text.trim().split(/\s+/, piecesMax);
  return words.length > 1 && words.every((word) => word.includes("@")) ? words : [];
}
