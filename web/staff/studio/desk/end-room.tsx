import { useNavigate } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useState } from "react";
import { count } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import type { Desk } from "./desk-feed.ts";

/** Ends the room for good: asked twice, and never by one key. */
export function EndRoom({ desk }: { desk: Desk }) {
  const words = useWords("desk");
  const kit = useWords("kit");
  const navigate = useNavigate();
  const [asked, setAsked] = useState<0 | 1 | 2>(0);
  const end = useDeed("endRoom", {
    done: words.ended,
    refresh: ["readDesk", "listMyRooms"],
    onDone: () => void navigate({ to: "/studio/rooms/$roomId/summary", params: { roomId: desk.id } }),
  });
  const close = () => setAsked(0);
  return (
    <>
      <Button danger onClick={() => setAsked(1)}>
        {words.end}
      </Button>
      <Modal
        open={asked === 1}
        title={words.endAsk}
        onCancel={close}
        onOk={() => setAsked(2)}
        okText={words.endGoOn}
        okButtonProps={{ danger: true }}
        cancelText={kit.cancel}
        width={420}
      >
        {words.endHint}
      </Modal>
      <Modal
        open={asked === 2}
        title={words.endSure}
        onCancel={close}
        onOk={() => end.mutate({ roomId: desk.id })}
        okText={words.endConfirm}
        okButtonProps={{ danger: true, loading: end.isPending }}
        cancelText={kit.cancel}
        width={420}
      >
        {words.endSureHint(count(desk.viewers))}
      </Modal>
    </>
  );
}
