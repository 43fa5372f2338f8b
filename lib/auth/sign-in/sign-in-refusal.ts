/** The only error for every refused sign-in, whatever the reason. */
export const signInRefusal = "The email address or password is wrong.";
