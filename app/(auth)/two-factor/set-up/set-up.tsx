"use client";

import { useState } from "react";
import type { SecondFactorOffer } from "@/lib/auth/second-factor/start-second-factor";
import { ConfirmStep } from "./confirm-step";
import { PasswordStep } from "./password-step";
import { RecoveryCodes } from "./recovery-codes";

type SetUpProps = { callbackUrl: string; hasPassword: boolean; isRequired: boolean };

/** Three steps in one page, so that neither the secret nor the codes ever stand in an address. */
export function SetUp({ callbackUrl, hasPassword, isRequired }: SetUpProps) {
  const [offer, setOffer] = useState<SecondFactorOffer>();
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <RecoveryCodes codes={codes} callbackUrl={callbackUrl} />;
  if (offer) return <ConfirmStep offer={offer} onConfirmed={setCodes} />;
  return <PasswordStep hasPassword={hasPassword} isRequired={isRequired} onOffer={setOffer} />;
}
