type Bounds = { min: number; max: number };

export const settingTypes = ["integer", "number", "boolean", "string"] as const satisfies SettingDefinition["type"][];

/** What settings are grouped by where people change them. */
export const settingGroups = {
  credits: "Credits and billing",
  security: "Security",
  performance: "Performance and limits",
  leads: "Leads",
  features: "Features",
} as const;
export type SettingGroup = keyof typeof settingGroups;

/** What people are told about a setting besides its meaning. */
type Shown = {
  label: string;
  group: SettingGroup;
  /** Of a number: "minutes". */
  unit?: string;
  /** What a new value changes, and for whom: a sentence. */
  effect: string;
};

/** The definition of a key of `system_config`; a sensitive value is stored encrypted and starts empty. */
export type SettingDefinition =
  | ({ type: "integer" | "number"; default: number; description: string } & Bounds)
  | { type: "boolean"; default: boolean; description: string }
  | { type: "string"; default: string; description: string; isSensitive: boolean };

/** A setting of the product. */
export type Setting = SettingDefinition & Shown;

const integer = (value: number, [min, max]: readonly [number, number], description: string, shown: Shown) =>
  ({ type: "integer", default: value, min, max, description, ...shown }) as const;

const boolean = (value: boolean, description: string, shown: Shown) =>
  ({ type: "boolean", default: value, description, ...shown }) as const;

const fromNowOn = "Calls that are booked or scored again from now on. Leads that are scored already keep their scores.";

const threshold = (value: number, label: string, description: string) =>
  integer(value, [0, 100], description, { label, group: "leads", unit: "points", effect: fromNowOn });

const weight = (score: string, value: number) =>
  integer(value, [0, 100], `Weight of the ${score} score in a total the provider does not give`, {
    label: `Weight of ${score}`,
    group: "leads",
    effect: fromNowOn,
  });

/** Every setting of the product; a test holds these and the rows of `system_config` equal. */
export const settings = {
  credits_per_minute: integer(1, [0, 1000], "Credits charged for each started minute of a call", {
    label: "Credits per minute",
    group: "credits",
    unit: "credits",
    effect: "Calls of all tenants that are booked from now on. Charges that are in the ledger stay as they are.",
  }),
  new_user_bonus_credits: integer(15, [0, 100_000], "Free credits that a new user receives", {
    label: "Bonus for new users",
    group: "credits",
    unit: "credits",
    effect: "Accounts that are created from now on.",
  }),
  admin_credit_limit: integer(
    1000,
    [0, 1_000_000],
    "Most credits that an admin may move in one entry; a super admin may move more",
    {
      label: "Limit of admins",
      group: "credits",
      unit: "credits",
      effect: "Credits that admins adjust from now on. Super admins have no limit.",
    },
  ),
  minimum_credit_purchase: integer(100, [1, 1_000_000], "Fewest credits that can be bought at once", {
    label: "Smallest purchase",
    group: "credits",
    unit: "credits",
    effect: "Purchases from now on.",
  }),
  qualified_lead_score: threshold(70, "Qualified from", "A lead is qualified from this total score"),
  hot_lead_score: threshold(70, "Hot from", "A lead is hot from this total score"),
  warm_lead_score: threshold(40, "Warm from", "A lead is warm from this total score"),
  lead_weight_intent: weight("intent", 30),
  lead_weight_urgency: weight("urgency", 20),
  lead_weight_budget: weight("budget", 15),
  lead_weight_fit: weight("fit", 20),
  lead_weight_engagement: weight("engagement", 15),
  session_duration_hours: integer(168, [1, 8760], "Hours that a sign-in lasts", {
    label: "Length of a session",
    group: "security",
    unit: "hours",
    effect: "Sign-ins of all users from now on. Sessions that are open keep their end.",
  }),
  max_login_attempts: integer(5, [1, 100], "Failed sign-ins after which an account is locked for a while", {
    label: "Failed sign-ins before a wait",
    group: "security",
    unit: "attempts",
    effect: "The next sign-in of every user; failures of the past day count.",
  }),
  lockout_duration_minutes: integer(
    15,
    [1, 10_080],
    "Minutes that an account stays locked after too many failed sign-ins",
    {
      label: "Wait after failed sign-ins",
      group: "security",
      unit: "minutes",
      effect: "The next sign-in of every user, also of those who wait now. Each further failure doubles the wait.",
    },
  ),
  password_min_length: integer(8, [8, 72], "Fewest characters of a new password", {
    label: "Shortest password",
    group: "security",
    unit: "characters",
    effect: "Passwords that are chosen from now on. Passwords in use stay valid.",
  }),
  require_email_verification: boolean(true, "Whether an address must be verified before its first sign-in", {
    label: "Verify addresses",
    group: "security",
    effect: "The next sign-in of users whose address is not verified.",
  }),
  password_reset_token_expiry_hours: integer(1, [1, 72], "Hours that a link for a new password works", {
    label: "Links for a new password",
    group: "security",
    unit: "hours",
    effect: "Links and invitations that are sent from now on.",
  }),
  require_admin_second_factor: boolean(false, "Whether administrators must give a second factor", {
    label: "Second factor of administrators",
    group: "security",
    effect: "The next page of every administrator: those without a second factor have to set one up first.",
  }),
  account_deletion_grace_days: integer(14, [1, 90], "Days between the wish to delete an account and its deletion", {
    label: "Grace before deletion",
    group: "security",
    unit: "days",
    effect: "Deletions that are asked for from now on. Dates that are set already stay.",
  }),
  kpi_refresh_interval_minutes: integer(5, [1, 1440], "Fewest minutes between two refreshes of user_kpi_summary", {
    label: "Refresh of the 30-day summary",
    group: "performance",
    unit: "minutes",
    effect: "How fresh the figures of 30 days are, for all tenants and in the admin panel.",
  }),
  max_contacts_per_upload: integer(10_000, [1, 1_000_000], "Most contacts that one upload may hold", {
    label: "Contacts in one file",
    group: "performance",
    unit: "contacts",
    effect: "Files that are uploaded from now on.",
  }),
  "feature.auto_create_contacts": boolean(
    true,
    "Whether an unknown caller of an ended inbound call becomes a contact",
    {
      label: "Contacts from calls",
      group: "features",
      effect: "Calls of all tenants that are booked from now on. Contacts that exist stay.",
    },
  ),
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof settings;

type ValueOf<Type> = Type extends "boolean" ? boolean : Type extends "string" ? string : number;
export type SettingValue<K extends SettingKey> = ValueOf<(typeof settings)[K]["type"]>;

/** Whole-number settings by their keys. */
export type IntegerSetting = {
  [K in SettingKey]: (typeof settings)[K]["type"] extends "integer" ? K : never;
}[SettingKey];
