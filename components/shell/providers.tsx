"use client";

import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { NavigationProvider } from "@/components/navigation/navigation-provider";
import { OfflineNotice } from "@/components/offline/offline-notice";
import { cssVariablesResolver, theme } from "./theme";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <NavigationProvider>
        {children}
        <OfflineNotice />
      </NavigationProvider>
    </MantineProvider>
  );
}
