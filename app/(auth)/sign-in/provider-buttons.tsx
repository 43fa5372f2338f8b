"use client";

import { Button } from "@mantine/core";
import { IconBrandGithub, IconBrandGoogle, IconBrandLinkedin } from "@tabler/icons-react";
import { useState } from "react";
import type { OauthProvider } from "@/lib/auth/oauth/auth-provider";
import styles from "./provider-buttons.module.css";

const icons = { google: IconBrandGoogle, linkedin: IconBrandLinkedin, github: IconBrandGithub } as const;

type ProviderButtonsProps = { providers: { id: OauthProvider; name: string }[]; callbackUrl: string };

/** Signing in with another provider, below the form; nothing where none is configured. */
export function ProviderButtons({ providers, callbackUrl }: ProviderButtonsProps) {
  const [leavingTo, setLeavingTo] = useState<OauthProvider | null>(null);
  if (providers.length === 0) return null;
  const leave = (id: OauthProvider) => {
    setLeavingTo(id);
    // The browser leaves this page; it is still here only when that failed.
    void import("next-auth/react").then(({ signIn }) => signIn(id, { callbackUrl })).catch(() => setLeavingTo(null));
  };
  return (
    <div className={styles.providers}>
      <div className={styles.or}>or</div>
      {providers.map(({ id, name }) => {
        const Icon = icons[id];
        return (
          <Button
            key={id}
            variant="default"
            size="md"
            fullWidth
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            loading={leavingTo === id}
            disabled={leavingTo !== null && leavingTo !== id}
            onClick={() => leave(id)}
          >
            Continue with {name}
          </Button>
        );
      })}
    </div>
  );
}
