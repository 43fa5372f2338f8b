"use client";

import type { ComponentProps } from "react";
import { useRouter } from "./use-router";

type GetFormProps = Omit<ComponentProps<"form">, "action" | "method" | "onSubmit"> & { action: string };

/** A form whose fields become the address of a page. It works as well before the page's script does. */
export function GetForm({ action, ...props }: GetFormProps) {
  const router = useRouter();
  return (
    <form
      {...props}
      action={action}
      method="get"
      onSubmit={(event) => {
        event.preventDefault();
        const search = new URLSearchParams();
        for (const [name, value] of new FormData(event.currentTarget))
          if (typeof value === "string") search.append(name, value);
        router.push(`${action}?${search}`);
      }}
    />
  );
}
