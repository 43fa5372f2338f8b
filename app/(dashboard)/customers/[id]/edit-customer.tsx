"use client";

import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { whenConnected } from "@/components/offline/when-connected";
import type { CustomerDetail } from "@/lib/customers/schema";

const EditDrawer = dynamic(
  whenConnected(() => import("./edit-drawer")),
  { ssr: false },
);

/** Opens the form beside the customer. */
export function EditCustomer({ customer }: { customer: CustomerDetail }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        Edit
      </Button>
      {isOpen && <EditDrawer customer={customer} onClose={() => setOpen(false)} />}
    </>
  );
}
