import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { normalizePassword } from "./normalize-password";

const scoreMin = 3;
let loaded: Promise<ZxcvbnFactory> | undefined;

/** The user whose name and address must not be part of the password. */
export type PasswordOwner = { name: string; email: string };

/**
 * The sentence why a new password is refused; null if it is accepted. Refused are passwords shorter than the setting, and those that are
 * easily guessed: common or leaked ones, patterns, the product's or the owner's name.
 */
export async function passwordWeakness(typed: string, lengthMin: number, owner: PasswordOwner): Promise<string | null> {
  const password = normalizePassword(typed);
  if ([...password].length < lengthMin) return `Use at least ${lengthMin} characters.`;
  loaded ??= load();
  const { score, feedback } = (await loaded).check(password, wordsOf(owner));
  if (score >= scoreMin) return null;
  const why = feedback.warning ?? "This password is easy to guess.";
  return `${why.replace(/\.?$/, ".")} A few unrelated words are hard to guess.`;
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
    // Its work grows fast with the length, up to a second for a hundred characters, which blocks the process; further characters make
    // no password weaker.
    maxLength: 48,
  });
}

function wordsOf({ name, email }: PasswordOwner): string[] {
  return ["callwright", email, ...email.split(/[@.+_-]/), ...name.split(/\s+/), name].filter((word) => word.length > 2);
}
