"use client";

import { Button } from "@mantine/core";
import { IconUserCheck } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Link } from "@/components/navigation/link";
import { whenConnected } from "@/components/offline/when-connected";
import type { LeadDetail } from "@/lib/leads/schema";

const ConvertDrawer = dynamic(
  whenConnected(() => import("./convert-drawer")),
  { ssr: false },
);

/** Makes the lead a customer, or leads to the one it has become. */
export function ConvertLead({ lead, title }: { lead: LeadDetail; title: string }) {
  const [isOpen, setOpen] = useState(false);
  // The page may be notified of the customer before the form gets its response: an open form stays, and redirects afterwards.
  if (lead.customer && !isOpen) {
    return (
      <Button component={Link} href={`/customers/${lead.customer.id}`} variant="default">
        Customer {lead.customer.reference}
      </Button>
    );
  }
  return (
    <>
      <Button
        leftSection={<IconUserCheck size={16} stroke={1.7} aria-hidden />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        Convert to customer
      </Button>
      {isOpen && <ConvertDrawer lead={lead} title={title} onClose={() => setOpen(false)} />}
    </>
  );
}
