import { Button } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import type { SecondFactorOffer } from "@/lib/auth/second-factor/start-second-factor";
import { AuthHeading } from "../../_parts/auth-heading";
import styles from "../../auth.module.css";
import { CodeField } from "../code-field";
import { confirmSetUp } from "./actions";
import setUp from "./set-up.module.css";

type ConfirmStepProps = { offer: SecondFactorOffer; onConfirmed(codes: string[]): void };

export function ConfirmStep({ offer, onConfirmed }: ConfirmStepProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(confirmSetUp);
  useEffect(() => {
    if (result?.ok) onConfirmed(result.data);
  }, [result, onConfirmed]);

  return (
    <>
      <AuthHeading title="Scan this code with your authenticator app">
        Then enter the six digits that it shows. Is the app on this device?{" "}
        <a href={offer.uri} className={setUp.link}>
          Open the app
        </a>
        .
      </AuthHeading>
      <form ref={form} action={submit} className={styles.form} noValidate>
        <Failure>{failure}</Failure>
        {/* biome-ignore lint/performance/noImgElement: a picture made for this person alone, never fetched again */}
        <img
          className={setUp.picture}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.svg)}`}
          alt="QR code for the authenticator app"
          width={216}
          height={216}
        />
        <div>
          <div className={setUp.label}>Or enter this key</div>
          <code className={setUp.secret}>{offer.secret.match(/.{1,4}/g)?.join(" ")}</code>
        </div>
        <CodeField typed={typed.code} error={errorOf("code")} />
        <Button type="submit" size="md" loading={isPending} fullWidth>
          Confirm
        </Button>
      </form>
    </>
  );
}
