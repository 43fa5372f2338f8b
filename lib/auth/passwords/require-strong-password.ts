import type { Context } from "@/lib/access/context";
import { AppError } from "@/lib/platform/errors";
import { readSettings } from "@/lib/settings/read-settings";
import { type PasswordOwner, passwordWeakness } from "./password-weakness";

/** @throws AppError BAD_REQUEST with one sentence for the field `password` when it is too short or too easily guessed. */
export async function requireStrongPassword(
  ctx: Pick<Context, "db">,
  password: string,
  owner: PasswordOwner,
): Promise<void> {
  const { password_min_length: lengthMin } = await ctx.db.auth((tx) => readSettings(tx, ["password_min_length"]));
  const weakness = await passwordWeakness(password, lengthMin, owner);
  if (weakness) throw new AppError("BAD_REQUEST", "Choose another password.", { fields: { password: weakness } });
}
