import { MessagePage } from "@/components/ui/message-page";

export default function NotFound() {
  return (
    <MessagePage title="There is nothing at this address">
      <p style={{ margin: "0 0 8px" }}>The page may have moved, or the address may have been cut off.</p>
    </MessagePage>
  );
}
