import { expect, test } from "vitest";
import { withAsciiDigits } from "./with-ascii-digits";

test("the digits of every script that the runtime can write are read", () => {
  const texts = Intl.supportedValuesOf("numberingSystem").map((numberingSystem) =>
    new Intl.NumberFormat("en", { numberingSystem, useGrouping: false }).format(1_234_567_890),
  );
  const written = texts.filter((text) => /^\p{Nd}{10}$/u.test(text));
  expect(written.length).toBeGreaterThan(50);
  for (const text of written) expect(withAsciiDigits(text), text).toBe("1234567890");
});

test("everything else stays", () => {
  expect(withAsciiDigits("½ Ⅳ 七 +49 (0) 30 – ٠٣٠")).toBe("½ Ⅳ 七 +49 (0) 30 – 030");
});
