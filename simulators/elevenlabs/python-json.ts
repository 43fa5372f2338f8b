const NEEDS_NO_ESCAPE = /^[ !#-[\]-~]*$/;
const BEYOND_PRINTABLE_ASCII = /[^ -~]/g;

/**
 * JSON in the bytes that ElevenLabs sends: Python's `json.dumps` defaults, with `", "` and `": "` between items and
 * `\uXXXX` for everything beyond printable ASCII. Keys whose value is undefined are left out.
 * Throws a TypeError on values JSON cannot hold, such as NaN or a function.
 */
export function pythonJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeString(value);
  if (typeof value === "number") return writeNumber(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "object") return `{${writeMembers(value)}}`;
  throw new TypeError(`JSON cannot hold a value of type ${typeof value}.`);
}

function writeMembers(value: object): string {
  let members = "";
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    members += `${members === "" ? "" : ", "}${writeString(key)}: ${pythonJson(member)}`;
  }
  return members;
}

function writeString(value: string): string {
  if (NEEDS_NO_ESCAPE.test(value)) return `"${value}"`;
  return JSON.stringify(value).replace(BEYOND_PRINTABLE_ASCII, escapeCodeUnit);
}

function escapeCodeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function writeNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (!Number.isFinite(value)) throw new TypeError(`JSON cannot hold ${value}.`);
  const usesExponent = value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e16) && !Number.isInteger(value);
  if (!usesExponent) return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}
