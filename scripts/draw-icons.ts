// Draws the icons of phones and the picture that links show from public/icons/icon.svg: npx tsx scripts/draw-icons.ts
import { readFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { findBrowser } from "./find-browser";

const folder = "public/icons";
const brand = "#0b6681";
const icon = await readFile(`${folder}/icon.svg`, "utf8");
const font = await readFile("node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2");

/** The mark alone fills a square of the brand's colour, which the phone cuts to its own shape; its content keeps to the safe zone. */
const squareOf = (size: number, markShare: number) => {
  const mark = size * markShare;
  return `<div style="width:${size}px;height:${size}px;display:grid;place-items:center;background:${brand}">
    <div style="width:${mark}px;height:${mark}px">${sized(mark)}</div></div>`;
};
const sized = (size: number) => icon.replace(/width="32" height="32"/, `width="${size}" height="${size}"`);

const linkPicture = `
  <style>
    @font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${font.toString("base64")}) }
    main { width: 1200px; height: 630px; box-sizing: border-box; padding: 0 110px; display: flex; flex-direction: column;
      justify-content: center; gap: 36px; background: #f7f9fa; border-bottom: 20px solid ${brand}; font-family: Inter; color: #12212a }
    .name { display: flex; align-items: center; gap: 32px; font-size: 92px; font-weight: 700; letter-spacing: -0.03em }
    p { margin: 0; max-width: 980px; font-size: 44px; text-wrap: balance; line-height: 1.35; font-weight: 450; color: #3d4f5a }
  </style>
  <main><div class="name">${sized(120)}Callwright</div><p>AI phone agents, and the result of every call.</p></main>`;

const pictures = [
  { name: "icon-192", width: 192, height: 192, html: sized(192), isClear: true },
  { name: "icon-512", width: 512, height: 512, html: sized(512), isClear: true },
  { name: "icon-maskable-512", width: 512, height: 512, html: squareOf(512, 0.72) },
  { name: "apple-touch-icon", width: 180, height: 180, html: squareOf(180, 0.86) },
  { name: "link-picture", width: 1200, height: 630, html: linkPicture },
];

const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const { name, width, height, html, isClear = false } of pictures) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${html}`);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${folder}/${name}.png`, omitBackground: isClear });
    await page.close();
  }
} finally {
  await browser.close();
}
