import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";

export type SecondFactorSummary = {
  /** Since when sign-ins ask for it; null while it is off. */
  confirmedAt: Date | null;
  recoveryCodesLeft: number;
  /** Whether the role may not be without it. */
  isRequired: boolean;
  /** Whether setting it up asks for a password: there is none for whoever signs in through another provider. */
  hasPassword: boolean;
};

/** How one's own second factor stands. */
export async function getSecondFactor(ctx: Context): Promise<SecondFactorSummary> {
  const { userId, role } = requirePermission(ctx, "account.read");
  const { rows } = await ctx.db.auth((tx) =>
    tx.query<SecondFactorSummary>(
      `SELECT (SELECT confirmed_at FROM second_factors WHERE user_id = $1) AS "confirmedAt",
         (SELECT count(*) FROM second_factor_recovery_codes WHERE user_id = $1 AND used_at IS NULL) AS "recoveryCodesLeft",
         $2 <> 'user' AND (SELECT config_value = 'true' FROM system_config
                            WHERE config_key = 'require_admin_second_factor') AS "isRequired",
         EXISTS (SELECT FROM users WHERE id = $1 AND password_hash IS NOT NULL) AS "hasPassword"`,
      [userId, role],
    ),
  );
  return rows[0] ?? { confirmedAt: null, recoveryCodesLeft: 0, isRequired: false, hasPassword: false };
}
