import { signInErrorSentence } from "@/lib/auth/oauth/oauth-errors";
import styles from "./sign-in-error.module.css";

/** The reason why signing in failed, for the error code in the address; nothing without one. */
export function SignInError({ word }: { word: unknown }) {
  const sentence = signInErrorSentence(word);
  if (!sentence) return null;
  return (
    <div role="alert" className={styles.error}>
      {sentence}
    </div>
  );
}
