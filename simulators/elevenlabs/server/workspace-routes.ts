import { z } from "zod";
import { makeProviderId } from "../make-provider-id";
import { parseBody, type Routes } from "./route-types";

const Settings = z.record(z.string(), z.unknown());

export const workspaceRoutes: Routes = {
  "GET /v1/workspace/webhooks": ({ webhook }) => ({
    webhooks: webhook
      ? [
          {
            name: "Post-call webhook",
            webhook_id: makeProviderId("wbhk", webhook.url),
            webhook_url: webhook.url,
            is_disabled: false,
            is_auto_disabled: false,
            created_at_unix: 1_790_000_000,
            auth_type: "hmac",
            usage: [{ usage_type: "ConvAI Settings" }],
            most_recent_failure_error_code: null,
            most_recent_failure_timestamp: null,
          },
        ]
      : [],
  }),
  "GET /v1/user/subscription": ({ world }) => ({
    tier: "scale",
    character_count: Math.min(2_000_000, world.conversationIds.size * 400),
    character_limit: 2_000_000,
    max_character_limit_extension: null,
    max_credit_limit_extension: 0,
    can_extend_character_limit: true,
    allowed_to_extend_character_limit: false,
    next_character_count_reset_unix: firstOfNextMonth(),
    voice_slots_used: 0,
    professional_voice_slots_used: 0,
    professional_voice_slots_used_in_workspace: 0,
    voice_limit: 660,
    voice_add_edit_counter: 0,
    professional_voice_limit: 3,
    can_extend_voice_limit: false,
    can_use_instant_voice_cloning: true,
    can_use_professional_voice_cloning: true,
    currency: "usd",
    current_overage: { amount: "0", currency: "usd" },
    status: "active",
    billing_period: "monthly_period",
    character_refresh_period: "monthly_period",
    open_invoices: [],
    has_open_invoices: false,
  }),
  "GET /v1/convai/settings": ({ world }) => world.settings,
  "PATCH /v1/convai/settings": ({ world }, { body }) => {
    world.settings = { ...world.settings, ...parseBody(Settings, body) };
    world.save();
    return world.settings;
  },
};

/** In Unix seconds, when what is left of a month's credits begins anew. */
function firstOfNextMonth(): number {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) / 1000;
}
