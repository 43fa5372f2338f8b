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
  "GET /v1/convai/settings": ({ world }) => world.settings,
  "PATCH /v1/convai/settings": ({ world }, { body }) => {
    world.settings = { ...world.settings, ...parseBody(Settings, body) };
    world.save();
    return world.settings;
  },
};
