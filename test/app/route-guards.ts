/** Who is let in: anybody, whoever is signed in and sees their own, or administrators. */
export type Guard = "public" | "tenant" | "admin";

type GuardedRoute = { guard: Guard; reason: string };

const ofTenants = (reason: string): GuardedRoute => ({ guard: "tenant", reason });
const ofAnybody = (reason: string): GuardedRoute => ({ guard: "public", reason });

/** Every page and route handler; one that the build has and this list has not fails a test. */
export const routeGuards: Readonly<Record<string, GuardedRoute>> = {
  "/(auth)/sign-in/page": ofAnybody("whoever signs in is not signed in yet"),
  "/(dashboard)/calls/[id]/page": ofTenants("a call of one's own"),
  "/(dashboard)/calls/page": ofTenants("one's own calls"),
  "/(dashboard)/overview/page": ofTenants("one's own figures"),
  "/_global-error/page": ofAnybody("the framework's frame of the page for what broke; it has no data"),
  "/_not-found/page": ofAnybody("says that there is nothing"),
  "/api/auth/[...nextauth]/route": ofAnybody("next-auth's own, which signs people in"),
  "/api/calls/[id]/recording/route": ofTenants("the recording of a call of one's own"),
  "/api/calls/route": ofTenants("one's own calls"),
  "/api/health/route": ofAnybody("says only that the process answers"),
  "/api/live/route": ofTenants("that one's own figures changed"),
  "/api/overview/route": ofTenants("one's own figures"),
  "/api/ready/route": ofAnybody("says only whether this instance can serve"),
  "/api/webhooks/elevenlabs/route": ofAnybody("a provider, whose signature is checked"),
  "/icon.svg/route": ofAnybody("the icon"),
  "/page": ofTenants("leads to the overview"),
};

/** Layouts protect nothing: the pages in them do. Each says why what it shows by itself is harmless. */
export const layoutGuards: Readonly<Record<string, string>> = {
  "/(dashboard)/layout": "shows the signed-in person's own name, and nothing to anybody else",
  "/layout": "the frame of every page, without data",
};

/** Every server action, by file and name. */
export const actionGuards: Readonly<Record<string, GuardedRoute>> = {};
