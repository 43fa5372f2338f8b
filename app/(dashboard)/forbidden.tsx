import { MessagePage } from "@/components/ui/message-page";

export default function Forbidden() {
  return (
    <MessagePage title="Your account may not open this page" isInFrame>
      <p style={{ margin: "0 0 8px" }}>
        Nothing was changed. If you need it for your work, ask whoever runs your Callwright account.
      </p>
    </MessagePage>
  );
}
