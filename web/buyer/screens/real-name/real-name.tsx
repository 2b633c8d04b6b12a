import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { Field } from "../../../kit/field.tsx";
import { NoticeBar } from "../../../kit/notice-bar.tsx";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { toast } from "../../../kit/toast.tsx";
import { useCall } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import type { Me } from "../../sign-in/use-sign-in.ts";
import styles from "./real-name.module.css";

export default function RealName() {
  const words = useWords("me");
  return (
    <ScreenFrame title={words.realName}>
      <SignedIn title={words.realName}>{(me) => <Level me={me} />}</SignedIn>
    </ScreenFrame>
  );
}

/** Level 2 is a name, level 3 a face too; who has one may still go for the other. */
function Level({ me }: { me: Me }) {
  const words = useWords("me");
  return (
    <>
      {me.realNameLevel >= 2 ? (
        <NoticeBar tone="calm" icon="shield">
          {`${words.realNameDone} · ${me.realNameLevel >= 3 ? words.realNameDoneHint : words.realNameFaceNeeded}`}
        </NoticeBar>
      ) : null}
      {me.realNameLevel < 3 ? <Form face={me.realNameLevel >= 2} /> : null}
    </>
  );
}

function Form({ face: faceFirst }: { face: boolean }) {
  const words = useWords("me");
  const [name, setName] = useState("");
  const [idNumber, setIdNumber] = useState("");
  const [face, setFace] = useState(faceFirst);
  const [tried, setTried] = useState(false);
  const prove = useCall("proveRealName", {
    refresh: ["whoAmI"],
    onDone: () => toast({ text: words.verified, look: "good" }),
  });
  const problem = useRefusalText(prove.error);
  const nameWrong = name.trim().length < 2;
  const numberWrong = !/^\d{17}[\dX]$/.test(idNumber);
  const submit = () => {
    setTried(true);
    if (!nameWrong && !numberWrong) prove.mutate({ name: name.trim(), idNumber, face });
  };
  return (
    <div className={styles.form}>
      <p className={styles.intro}>{words.realNameIntro}</p>
      <Field
        label={words.idName}
        required
        value={name}
        maxLength={40}
        autoComplete="name"
        problem={tried && nameWrong ? words.needIdName : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={words.idNumber}
        required
        value={idNumber}
        maxLength={18}
        autoComplete="off"
        autoCapitalize="characters"
        problem={tried && numberWrong ? words.needIdNumber : undefined}
        onChange={(event) => setIdNumber(event.target.value.toUpperCase().replace(/[^\dX]/g, ""))}
      />
      <label className={styles.check}>
        <input type="checkbox" checked={face} onChange={(event) => setFace(event.target.checked)} />
        {words.face}
      </label>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <Button wide size="large" busy={prove.isPending} onClick={submit}>
        {words.verify}
      </Button>
    </div>
  );
}
