type Bounds = { min: number; max: number };

export const settingTypes = ["integer", "number", "boolean", "string"] as const satisfies SettingDefinition["type"][];

/** The definition of a key of `system_config`; a sensitive value is stored encrypted and starts empty. */
export type SettingDefinition =
  | ({ type: "integer" | "number"; default: number; description: string } & Bounds)
  | { type: "boolean"; default: boolean; description: string }
  | { type: "string"; default: string; description: string; isSensitive: boolean };

const integer = (value: number, [min, max]: readonly [number, number], description: string) =>
  ({ type: "integer", default: value, min, max, description }) as const;

const boolean = (value: boolean, description: string) => ({ type: "boolean", default: value, description }) as const;

const weight = (score: string, value: number) =>
  integer(value, [0, 100], `Weight of the ${score} score in a total the provider does not give`);

/** Every setting of the product; a test holds these and the rows of `system_config` equal. */
export const settings = {
  credits_per_minute: integer(1, [0, 1000], "Credits charged for each started minute of a call"),
  new_user_bonus_credits: integer(15, [0, 100_000], "Free credits that a new user receives"),
  minimum_credit_purchase: integer(100, [1, 1_000_000], "Fewest credits that can be bought at once"),
  qualified_lead_score: integer(70, [0, 100], "A lead is qualified from this total score"),
  hot_lead_score: integer(70, [0, 100], "A lead is hot from this total score"),
  warm_lead_score: integer(40, [0, 100], "A lead is warm from this total score"),
  lead_weight_intent: weight("intent", 30),
  lead_weight_urgency: weight("urgency", 20),
  lead_weight_budget: weight("budget", 15),
  lead_weight_fit: weight("fit", 20),
  lead_weight_engagement: weight("engagement", 15),
  session_duration_hours: integer(168, [1, 8760], "Hours that a sign-in lasts"),
  max_login_attempts: integer(5, [1, 100], "Failed sign-ins after which an account is locked for a while"),
  lockout_duration_minutes: integer(
    15,
    [1, 10_080],
    "Minutes that an account stays locked after too many failed sign-ins",
  ),
  password_min_length: integer(8, [8, 72], "Fewest characters of a new password"),
  require_email_verification: boolean(true, "Whether an address must be verified before its first sign-in"),
  password_reset_token_expiry_hours: integer(1, [1, 72], "Hours that a link for a new password works"),
  require_admin_second_factor: boolean(false, "Whether administrators must give a second factor"),
  account_deletion_grace_days: integer(14, [1, 90], "Days between the wish to delete an account and its deletion"),
  kpi_refresh_interval_minutes: integer(5, [1, 1440], "Fewest minutes between two refreshes of user_kpi_summary"),
  max_contacts_per_upload: integer(10_000, [1, 1_000_000], "Most contacts that one upload may hold"),
  "feature.auto_create_contacts": boolean(true, "Whether an unknown caller of an ended inbound call becomes a contact"),
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof settings;

type ValueOf<Type> = Type extends "boolean" ? boolean : Type extends "string" ? string : number;
export type SettingValue<K extends SettingKey> = ValueOf<(typeof settings)[K]["type"]>;

/** Whole-number settings by their keys. */
export type IntegerSetting = {
  [K in SettingKey]: (typeof settings)[K]["type"] extends "integer" ? K : never;
}[SettingKey];
