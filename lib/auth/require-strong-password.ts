import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import type { Context } from "@/lib/db/context";
import { readSettings } from "@/lib/db/read-settings";
import { AppError } from "@/lib/platform/errors";

const scoreMin = 3;
let loaded: Promise<ZxcvbnFactory> | undefined;

type Owner = { name: string; email: string };

/**
 * Refuses a new password that is shorter than `password_min_length`, or that a guesser would find soon: a common or leaked one, a
 * pattern, or the owner's own name.
 * @throws AppError BAD_REQUEST with one sentence for the field `password`.
 */
export async function requireStrongPassword(ctx: Pick<Context, "db">, password: string, owner: Owner): Promise<void> {
  const { password_min_length: lengthMin } = await ctx.db.auth((tx) => readSettings(tx, ["password_min_length"]));
  if ([...password].length < lengthMin) throw weak(`Use at least ${lengthMin} characters.`);
  loaded ??= load();
  const { score, feedback } = (await loaded).check(password, wordsOf(owner));
  if (score >= scoreMin) return;
  const why = feedback.warning ?? "This password is easy to guess.";
  throw weak(`${why.replace(/\.?$/, ".")} A few words that do not belong together are hard to guess.`);
}

/** 5 MB of words, read when the first password is chosen. */
async function load(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    // Its work grows fast with the length, and what comes after makes nothing weaker.
    maxLength: 100,
  });
}

function wordsOf({ name, email }: Owner): string[] {
  return ["callwright", email, ...email.split(/[@.+_-]/), ...name.split(/\s+/), name].filter((word) => word.length > 2);
}

function weak(sentence: string): AppError {
  return new AppError("BAD_REQUEST", "Choose another password.", { fields: { password: sentence } });
}
