"use client";

import NextLink from "next/link";
import { useRouter } from "next/navigation";
import { type ComponentProps, useContext, useRef } from "react";
import { PressedContext, useNavigation } from "./navigation-provider";

type LinkProps = Omit<ComponentProps<typeof NextLink>, "href" | "onNavigate"> & { href: string };

/** A link within the product, which answers its press at once. */
export function Link({ href, replace, scroll, onClick, ...props }: LinkProps) {
  const router = useRouter();
  const navigation = useNavigation();
  const opener = useContext(PressedContext);
  const pressed = useRef<Element>(null);
  return (
    <NextLink
      {...props}
      href={href}
      replace={replace}
      scroll={scroll}
      onClick={(event) => {
        pressed.current = event.currentTarget;
        onClick?.(event);
      }}
      onNavigate={(event) => {
        event.preventDefault();
        const go = replace ? router.replace : router.push;
        navigation.go(() => go(href, { scroll }), opener?.() ?? pressed.current);
      }}
    />
  );
}
