import { PasswordInput } from "@mantine/core";

type PasswordFieldProps = {
  /** Tells a password manager whose password it is. */
  username: string;
  label?: string;
  name?: string;
  typed: string | undefined;
  error: string | undefined;
};

/** The password that the account has now. */
export function PasswordField({
  username,
  label = "Your password",
  name = "password",
  typed = "",
  error,
}: PasswordFieldProps) {
  return (
    <>
      <input type="email" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordInput
        label={label}
        name={name}
        autoComplete="current-password"
        maxLength={1024}
        defaultValue={typed}
        error={error}
        aria-invalid={error !== undefined}
        visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
      />
    </>
  );
}

/** The same where there may be none: then a recent sign-in proves who it is. */
export function KnownPassword({ hasPassword, ...field }: PasswordFieldProps & { hasPassword: boolean }) {
  return hasPassword ? <PasswordField {...field} /> : <input type="hidden" name={field.name ?? "password"} value="" />;
}
