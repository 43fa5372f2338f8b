import { MessageLink, MessagePage } from "@/components/ui/message-page";

export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing at this address"
      isInFrame
      actions={<MessageLink href="/calls">Go to your calls</MessageLink>}
    >
      <p style={{ margin: "0 0 8px" }}>It may have been deleted, or the address may have been cut off.</p>
    </MessagePage>
  );
}
