/** What files of other kinds begin with, as bytes or as text, and what people call them. */
const binaries: readonly [beginning: readonly number[], name: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], "an Excel workbook or another packed file"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Excel workbook"],
];
const texts: readonly [beginning: RegExp, name: string][] = [
  [/^%PDF-/, "a PDF"],
  [/^\s*BEGIN:VCARD\r?\n/i, "a vCard file"],
  [/^\s*<(?:!doctype|html|table|\?xml)\b/i, "a web page or XML"],
  [/^\s*(?:\[\s*)?\{\s*"/, "JSON"],
];

/** Why a file that begins with these bytes is no CSV, as a sentence; null when it may be one. */
export function otherKindOfFile(head: Uint8Array): string | null {
  const text = new TextDecoder().decode(head.subarray(0, 256));
  const kind =
    binaries.find(([beginning]) => beginning.every((byte, at) => head[at] === byte)) ??
    texts.find(([beginning]) => beginning.test(text));
  return kind ? `This is ${kind[1]}. Save or export it as CSV, and upload that.` : null;
}
