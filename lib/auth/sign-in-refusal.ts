/** The one answer to every refused sign-in, whatever was wrong with it. */
export const signInRefusal = "The email address or the password is not right.";
