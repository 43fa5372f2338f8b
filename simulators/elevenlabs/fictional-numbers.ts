import type { Country } from "./scenarios/scenario";

/** Number blocks that the countries' regulators set aside for drama and advertising: prefix and free digits. */
const BLOCKS: Readonly<Record<Country, readonly { prefix: string; digits: number }[]>> = {
  GB: [
    { prefix: "+447700900", digits: 3 },
    ...["113", "114", "115", "116", "117", "118", "121", "131", "141", "151", "161"].map((area) => ({
      prefix: `+44${area}4960`,
      digits: 3,
    })),
    { prefix: "+442079460", digits: 3 },
  ],
  DE: ["3023125", "6990009", "4066969", "2214710", "8999998"].map((start) => ({ prefix: `+49${start}`, digits: 3 })),
  US: ["212", "312", "415", "617", "713", "206", "303", "404", "602", "305", "503", "612", "614", "704", "919"].map(
    (area) => ({ prefix: `+1${area}55501`, digits: 2 }),
  ),
};

/**
 * The E.164 number in one of the country's slots. Neighbouring slots lie in different blocks; slots wrap around after
 * 13,000 (GB), 5,000 (DE) and 1,500 (US) numbers.
 */
export function fictionalNumber(country: Country, slot: number): string {
  const blocks = BLOCKS[country];
  const block = blocks[slot % blocks.length];
  if (!block) throw new RangeError("A number slot is a whole number from 0.");
  const last = Math.floor(slot / blocks.length) % 10 ** block.digits;
  return `${block.prefix}${String(last).padStart(block.digits, "0")}`;
}
