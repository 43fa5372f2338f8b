"use client";

import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { NavigationProvider } from "../navigation/navigation-provider";
import { OfflineNotice } from "../offline/offline-notice";
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
