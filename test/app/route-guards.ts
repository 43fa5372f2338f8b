/** Who is let in: anybody, whoever is signed in and sees their own, or administrators. */
export type Guard = "public" | "tenant" | "admin";

type GuardedRoute = {
  guard: Guard;
  reason: string;
  /** What a page answers that lets anybody in and yet has nothing for somebody who just comes by; else 200. */
  status?: number;
};

const ofTenants = (reason: string): GuardedRoute => ({ guard: "tenant", reason });
const ofAnybody = (reason: string, status?: number): GuardedRoute => ({ guard: "public", reason, status });

/** Every page and route handler; one that the build has and this list has not fails a test. */
export const routeGuards: Readonly<Record<string, GuardedRoute>> = {
  "/(auth)/forgot-password/page": ofAnybody("whoever forgot the password cannot sign in"),
  "/(auth)/register/page": ofAnybody("whoever registers has no account yet"),
  "/(auth)/reset-password/page": ofAnybody("the link's token says whose password it is", 307),
  "/(auth)/sign-in/page": ofAnybody("whoever signs in is not signed in yet"),
  "/(auth)/two-factor/page": ofAnybody("of sessions that lack their second factor; sends everybody else on", 307),
  "/(auth)/two-factor/set-up/page": ofAnybody(
    "of sessions that must set up a second factor; sends everybody else on",
    307,
  ),
  "/(auth)/verify-email/page": ofAnybody("the link's token says which address it is"),
  "/(dashboard)/calls/[id]/page": ofTenants("a call of one's own"),
  "/(dashboard)/calls/page": ofTenants("one's own calls"),
  "/(dashboard)/overview/page": ofTenants("one's own figures"),
  "/(dashboard)/settings/data/page": ofTenants("one's own account"),
  "/(dashboard)/settings/page": ofTenants("one's own account"),
  "/(dashboard)/settings/security/page": ofTenants("one's own account"),
  "/(dev)/mail/[id]/page": ofAnybody("a mail of an installation without a mail server, on a local address alone", 404),
  "/(dev)/mail/page": ofAnybody("the same, all of them", 404),
  "/.well-known/security.txt/route": ofAnybody("says whom to tell of a vulnerability"),
  "/_global-error/page": ofAnybody("the framework's frame of the page for what broke; it has no data"),
  "/_not-found/page": ofAnybody("says that there is nothing"),
  "/api/account/export/route": ofTenants("everything of one's own"),
  "/api/account/linked-accounts/route": ofTenants("one's own ways to sign in"),
  "/api/auth/[...nextauth]/route": ofAnybody("next-auth's own, which signs people in"),
  "/api/calls/[id]/recording/route": ofTenants("the recording of a call of one's own"),
  "/api/calls/route": ofTenants("one's own calls"),
  "/api/health/route": ofAnybody("says only that the process answers"),
  "/api/live/route": ofTenants("that one's own figures changed"),
  "/api/overview/route": ofTenants("one's own figures"),
  "/api/ready/route": ofAnybody("says only whether this instance can serve"),
  "/api/session/refresh/route": ofAnybody("whose token has expired is not signed in; the refresh token says who it is"),
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
export const actionGuards: Readonly<Record<string, GuardedRoute>> = {
  "app/(auth)/forgot-password/actions.ts askForNewPassword": ofAnybody("whoever forgot the password cannot sign in"),
  "app/(auth)/register/actions.ts register": ofAnybody("whoever registers has no account yet"),
  "app/(auth)/reset-password/actions.ts setNewPassword": ofAnybody("the link's token says whose password it is"),
  "app/(auth)/two-factor/actions.ts giveSecondFactor": ofAnybody("of a session that lacks its second factor"),
  "app/(auth)/two-factor/set-up/actions.ts confirmSetUp": ofAnybody("of a session that must set up a second factor"),
  "app/(auth)/two-factor/set-up/actions.ts startSetUp": ofAnybody("of a session that must set up a second factor"),
  "app/(auth)/verify-email/actions.ts confirmAddress": ofAnybody("the link's token says which address it is"),
  "app/(auth)/verify-email/actions.ts sendVerificationAgain": ofAnybody("answers alike for every address"),
  "app/(dashboard)/settings/actions.ts askForDeletion": ofTenants("one's own account"),
  "app/(dashboard)/settings/actions.ts changeOwnEmail": ofTenants("one's own account"),
  "app/(dashboard)/settings/actions.ts changeOwnPassword": ofTenants("one's own account"),
  "app/(dashboard)/settings/actions.ts endOtherSessions": ofTenants("one's own sessions"),
  "app/(dashboard)/settings/actions.ts endSession": ofTenants("a session of one's own"),
  "app/(dashboard)/settings/actions.ts keepAccount": ofTenants("one's own account"),
  "app/(dashboard)/settings/actions.ts makeRecoveryCodes": ofTenants("one's own second factor"),
  "app/(dashboard)/settings/actions.ts saveProfile": ofTenants("one's own account"),
  "app/(dashboard)/settings/actions.ts turnSecondFactorOff": ofTenants("one's own second factor"),
  "app/(dashboard)/settings/actions.ts unlinkProvider": ofTenants("one's own ways to sign in"),
};
