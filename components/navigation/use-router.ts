import { useRouter as useNextRouter } from "next/navigation";
import { useContext, useMemo } from "react";
import { PressedContext, useNavigation } from "./navigation-provider";

type Options = { scroll?: boolean };

export type Router = {
  push(href: string, options?: Options): void;
  replace(href: string, options?: Options): void;
  refresh(): void;
};

/** Goes to other pages from code. What has the focus counts as pressed, or the button of the menu that is open. */
export function useRouter(): Router {
  const router = useNextRouter();
  const navigation = useNavigation();
  const opener = useContext(PressedContext);
  return useMemo(() => {
    const pressed = () => opener?.() ?? focusedControl();
    return {
      push: (href, options) => navigation.go(() => router.push(href, options), pressed()),
      replace: (href, options) => navigation.go(() => router.replace(href, options), pressed()),
      refresh: () => navigation.refresh(() => router.refresh()),
    };
  }, [router, navigation, opener]);
}

function focusedControl(): Element | null {
  return document.activeElement?.closest("a, button, input, select") ?? null;
}
