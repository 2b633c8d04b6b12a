import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { Icon } from "../../kit/icon.tsx";
import { LanguageSwitch } from "../../kit/language-switch.tsx";
import { serverNow } from "../../kit/server-clock.ts";
import { toast } from "../../kit/toast.tsx";
import { queryKeyOf, useQueryOf } from "../../kit/use-api.ts";
import { useCountdown } from "../../kit/use-countdown.ts";
import { useWords } from "../../kit/words.ts";
import { useDeed } from "../parts/use-deed.ts";
import styles from "./sign-in.module.css";

type Fields = { phone: string; code: string };

const phoneShape = /^1[3-9]\d{9}$/;

/** Back to where the guard sent us from, and never out of the workbench. */
const wayBack = (): string => {
  const from = new URLSearchParams(location.search).get("from") ?? "";
  return from.startsWith("/staff/") ? from : "/staff/";
};

export default function SignIn() {
  const words = useWords("entry");
  const staff = useWords("staff");
  return (
    <main className={styles.page}>
      <section className={styles.side} aria-hidden>
        <img src="/favicon.svg" alt="" width={52} height={52} />
        <p className={styles.name}>{staff.name}</p>
        <p className={styles.lead}>{words.lead}</p>
        <ul>
          {words.points.map((point) => (
            <li key={point}>
              <Icon name="check" size={18} weight={2.2} />
              {point}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.main}>
        <div className={styles.language}>
          <LanguageSwitch />
        </div>
        <div className={styles.card}>
          <h1>{words.title}</h1>
          <p className={styles.note}>{words.agreement}</p>
          <SignInForm />
        </div>
      </section>
    </main>
  );
}

function SignInForm() {
  const words = useWords("entry");
  const client = useQueryClient();
  const router = useRouter();
  const [form] = Form.useForm<Fields>();
  const enter = useDeed("signIn", {
    onDone: ({ me }) => {
      client.setQueryData(queryKeyOf("whoAmI", {}), { me });
      toast({ text: words.welcome(me.nickname), look: "good" });
      router.history.push(wayBack());
    },
  });
  const submit = ({ phone, code }: Fields) => enter.mutate({ phone, code, transport: "cookie" });
  return (
    <Form
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      onFinish={submit}
      className={styles.form ?? ""}
    >
      <Form.Item
        name="phone"
        label={words.phone}
        validateTrigger="onBlur"
        rules={[{ required: true, pattern: phoneShape, message: words.phoneWrong }]}
      >
        <Input inputMode="numeric" autoComplete="tel-national" maxLength={11} autoFocus />
      </Form.Item>
      <Form.Item
        name="code"
        label={words.code}
        validateTrigger="onBlur"
        rules={[{ required: true, pattern: /^\d{6}$/, message: words.codeWrong }]}
        extra={<DemoInbox />}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} suffix={<SendCode form={form} />} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={enter.isPending}>
        {words.signIn}
      </Button>
    </Form>
  );
}

function SendCode({ form }: { form: ReturnType<typeof Form.useForm<Fields>>[0] }) {
  const words = useWords("entry");
  const [againAt, setAgainAt] = useState(0);
  const left = Math.ceil(useCountdown(againAt) / 1000);
  const ask = useDeed("askCode", {
    done: words.codeSent,
    onDone: ({ retryAfterSeconds }) => {
      setAgainAt(serverNow() + retryAfterSeconds * 1000);
      form.getFieldInstance("code")?.focus();
    },
  });
  const press = async () => {
    const { phone } = await form.validateFields(["phone"]).catch(() => ({ phone: undefined }));
    if (phone) ask.mutate({ phone });
  };
  return (
    <Button type="link" size="small" disabled={left > 0} loading={ask.isPending} onClick={() => void press()}>
      {left > 0 ? words.sendAgain(left) : words.sendCode}
    </Button>
  );
}

/** Only in the demo world: its SMS gateway shows on a page what it sent. */
function DemoInbox(): ReactNode {
  const words = useWords("entry");
  const { data } = useQueryOf("readDemo", {}, { staleTime: Number.POSITIVE_INFINITY });
  if (!data?.demo || !data.smsUrl) return null;
  return (
    <a href={data.smsUrl} target="_blank" rel="noreferrer" className={styles.demo}>
      <Icon name="chat" size={16} />
      {words.demo}
    </a>
  );
}
