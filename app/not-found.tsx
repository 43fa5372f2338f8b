import { MessagePage } from "@/components/ui/message-page";

export default function NotFound() {
  return (
    <MessagePage title="Page not found">
      <p style={{ margin: "0 0 8px" }}>The page may have moved, or the address may be incomplete.</p>
    </MessagePage>
  );
}
