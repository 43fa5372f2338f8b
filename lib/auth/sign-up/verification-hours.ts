/** Hours that a link to confirm an address works. */
export const verificationHours = 24;
