import Link from "next/link";
import { MessagePage } from "@/components/ui/message-page";

export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing at this address"
      isInFrame
      actions={<Link href="/calls">Go to your calls</Link>}
    >
      <p>It may have been deleted, or the address may have been cut off.</p>
    </MessagePage>
  );
}
