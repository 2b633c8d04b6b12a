import { Button, Checkbox, Form, Input } from "antd";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import page from "../parts/page.module.css";
import styles from "./creator.module.css";

type Fields = { name: string; idNumber: string; face?: boolean };

/** Level 2 by name and number, level 3 with a face: hosting needs 3. */
export function RealName({ level }: { level: number }) {
  const words = useWords("studio");
  const prove = useDeed("proveRealName", { done: words.proved, refresh: ["whoAmI"] });
  if (level >= 3) {
    return (
      <div className={`${page.card} ${styles.proved}`}>
        <Icon name="shield" size={22} />
        <b>{words.realNameDone}</b>
      </div>
    );
  }
  const submit = ({ name, idNumber, face }: Fields) =>
    prove.mutate({ name: name.trim(), idNumber: idNumber.toUpperCase(), face: face ?? false });
  return (
    <div className={page.card}>
      <h2>{words.realName}</h2>
      <p className={styles.hint}>{level === 2 ? words.realNameHalf : words.realNameHint}</p>
      <Form
        name="real-name"
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        size="large"
        initialValues={{ face: true }}
        className={styles.form ?? ""}
      >
        <Form.Item
          name="name"
          label={words.legalName}
          validateTrigger="onBlur"
          rules={[{ required: true, whitespace: true, min: 2, max: 40, message: words.legalNameWrong }]}
        >
          <Input autoComplete="name" maxLength={40} />
        </Form.Item>
        <Form.Item
          name="idNumber"
          label={words.idNumber}
          validateTrigger="onBlur"
          rules={[{ required: true, pattern: /^\d{17}[\dXx]$/, message: words.idNumberWrong }]}
        >
          <Input autoComplete="off" maxLength={18} />
        </Form.Item>
        <Form.Item name="face" valuePropName="checked" extra={words.faceNeeded}>
          <Checkbox>{words.face}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={prove.isPending}>
          {words.prove}
        </Button>
      </Form>
    </div>
  );
}
