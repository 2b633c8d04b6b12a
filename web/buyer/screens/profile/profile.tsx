import { useState } from "react";
import { Avatar } from "../../../kit/avatar.tsx";
import { Button } from "../../../kit/button.tsx";
import { call, type InputOf } from "../../../kit/api.ts";
import { Field } from "../../../kit/field.tsx";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { toast } from "../../../kit/toast.tsx";
import { Uploader, type Uploaded } from "../../../kit/uploader.tsx";
import { useCall } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import type { Me } from "../../sign-in/use-sign-in.ts";
import styles from "./profile.module.css";

export default function Profile() {
  const words = useWords("me");
  return (
    <ScreenFrame title={words.profile}>
      <SignedIn title={words.profile}>{(me) => <Form me={me} />}</SignedIn>
    </ScreenFrame>
  );
}

async function send(file: File): Promise<Uploaded> {
  const form = new FormData();
  form.append("file", file);
  // A multipart body has no typed input: the file is the whole of it.
  return call("uploadImage", form as unknown as InputOf<"uploadImage">, { timeoutMs: 60_000 });
}

function Form({ me }: { me: Me }) {
  const words = useWords("me");
  const [nickname, setNickname] = useState(me.nickname);
  const [picture, setPicture] = useState<Uploaded[]>([]);
  const [tried, setTried] = useState(false);
  const change = useCall("changeMe", {
    refresh: ["whoAmI"],
    onDone: () => {
      setPicture([]);
      toast({ text: words.saved, look: "good" });
    },
  });
  const problem = useRefusalText(change.error);
  const missing = tried && nickname.trim() === "" ? words.needNickname : undefined;
  const [fresh] = picture;
  const save = () => {
    setTried(true);
    if (nickname.trim() === "") return;
    change.mutate({ nickname: nickname.trim(), ...(fresh ? { avatarUploadId: fresh.id } : {}) });
  };
  return (
    <div className={styles.form}>
      <div className={styles.face}>
        <Avatar face={{ id: me.id, name: me.nickname, picture: fresh?.url ?? me.avatarUrl }} size={88} />
        <div className={styles.upload}>
          <Uploader value={picture} onChange={setPicture} send={send} most={1} label={words.changeAvatar} />
        </div>
      </div>
      <Field
        label={words.nickname}
        required
        value={nickname}
        maxLength={20}
        hint={words.nicknameHint}
        problem={missing ?? (problem || undefined)}
        onChange={(event) => setNickname(event.target.value)}
      />
      <Field label={words.phone} value={me.phoneMasked} readOnly />
      <Button wide size="large" busy={change.isPending} onClick={save}>
        {words.save}
      </Button>
    </div>
  );
}
