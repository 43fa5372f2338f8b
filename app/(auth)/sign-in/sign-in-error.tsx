import { signInErrorSentence } from "@/lib/auth/oauth-errors";
import styles from "./sign-in-error.module.css";

/** Why signing in ended here, for the word that the address brings; nothing without one. */
export function SignInError({ word }: { word: unknown }) {
  const sentence = signInErrorSentence(word);
  if (!sentence) return null;
  return (
    <div role="alert" className={styles.error}>
      {sentence}
    </div>
  );
}
