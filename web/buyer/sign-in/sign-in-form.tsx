import { type FormEvent, useRef, useState } from "react";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { useRefusalText } from "../../kit/refusal-text.ts";
import { serverNow } from "../../kit/server-clock.ts";
import { useCall } from "../../kit/use-api.ts";
import { useCountdown } from "../../kit/use-countdown.ts";
import { useWords } from "../../kit/words.ts";
import { DemoCodes } from "./demo-codes.tsx";
import styles from "./sign-in.module.css";
import type { Me } from "./use-sign-in.ts";

const phonePattern = /^1[3-9]\d{9}$/;
const codePattern = /^\d{6}$/;
const digits = (text: string, most: number) => text.replace(/\D/g, "").slice(0, most);

/** Phone and one-time code; who was unknown is signed up by the same two steps. */
export function SignInForm({ onDone }: { onDone: (me: Me, isNew: boolean) => void }) {
  const words = useWords("sign-in");
  const [phone, setPhone] = useState("");
  const [code, setCode] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [nextCodeAt, setNextCodeAt] = useState(0);
  const codeField = useRef<HTMLDivElement>(null);
  const waitMs = useCountdown(nextCodeAt);
  const ask = useCall("askCode", {
    onDone: ({ retryAfterSeconds }) => {
      setNextCodeAt(serverNow() + retryAfterSeconds * 1000);
      codeField.current?.querySelector("input")?.focus();
    },
  });
  const enter = useCall("signIn", { onDone: ({ me, isNew }) => onDone(me, isNew) });
  const askProblem = useRefusalText(ask.error);
  const enterProblem = useRefusalText(enter.error);
  const phoneIsRight = phonePattern.test(phone);
  const codeIsRight = codePattern.test(code);

  const sendCode = () => {
    setChecked(true);
    if (phoneIsRight && waitMs === 0) ask.mutate({ phone });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (phoneIsRight && codeIsRight && !enter.isPending) enter.mutate({ phone, code });
  };
  const phoneProblem = isChecked && !phoneIsRight ? words.phoneProblem : askProblem;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label={words.phone}
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        placeholder={words.phonePlaceholder}
        value={phone}
        onChange={(event) => setPhone(digits(event.target.value, 11))}
        problem={phoneProblem || undefined}
      />
      <div ref={codeField}>
        <Field
          label={words.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          placeholder={words.codePlaceholder}
          value={code}
          onChange={(event) => setCode(digits(event.target.value, 6))}
          problem={enterProblem || undefined}
          hint={ask.data ? words.codeSent(Math.round(ask.data.expiresInSeconds / 60)) : undefined}
          trailing={
            <Button look="quiet" size="small" busy={ask.isPending} disabled={waitMs > 0} onClick={sendCode}>
              {waitMs > 0 ? words.sendAgainIn(Math.ceil(waitMs / 1000)) : ask.data ? words.sendAgain : words.sendCode}
            </Button>
          }
        />
      </div>
      {ask.isSuccess ? <DemoCodes /> : null}
      <Button type="submit" size="large" wide busy={enter.isPending} disabled={!phoneIsRight || !codeIsRight}>
        {words.submit}
      </Button>
      <p className={styles.terms}>{words.terms}</p>
    </form>
  );
}
