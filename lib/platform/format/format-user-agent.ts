import Bowser from "bowser";

/** "Firefox on Windows", as far as the user agent reveals it. */
export function formatUserAgent(userAgent: string | null): string {
  if (!userAgent) return "An unknown device";
  const parser = Bowser.getParser(userAgent);
  const browser = parser.getBrowserName();
  const system = parser.getOSName();
  if (!browser) return system || "An unknown device";
  return system ? `${browser} on ${system}` : browser;
}
