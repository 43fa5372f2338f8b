import { MessagePage } from "@/components/ui/message-page";

export default function Forbidden() {
  return (
    <MessagePage title="You do not have access to this page" isInFrame>
      <p style={{ margin: "0 0 8px" }}>If you need it for your work, ask your Callwright administrator for access.</p>
    </MessagePage>
  );
}
