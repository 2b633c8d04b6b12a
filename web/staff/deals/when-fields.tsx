import { Button, Form, Input, InputNumber, Radio } from "antd";
import { serverNow } from "../../kit/server-clock.ts";
import { useWords } from "../../kit/words.ts";
import { type Draft, endFault, roomSeconds } from "./deal-draft.ts";
import styles from "./deals.module.css";

const usualMinutes = [1, 3, 5, 10, 20];
type Asking = { getFieldsValue: () => Draft };

/** When it begins, and how long it lasts or when it ends. */
export function WhenFields({ isRoom }: { isRoom: boolean }) {
  const words = useWords("deals");
  const when = Form.useWatch<Draft["when"] | undefined>("when") ?? "minutes";
  const needed = { required: true, message: words.needed };
  const later = ({ getFieldsValue }: Asking) => ({
    validator: async () => {
      const fault = endFault(getFieldsValue(), serverNow());
      if (fault) throw new Error(words[fault]);
    },
  });
  return (
    <div className={styles.times}>
      <div>
        <Form.Item name="when" label={words.when} style={{ marginBottom: 8 }}>
          <Radio.Group
            optionType="button"
            options={(["now", "minutes", "at"] as const).map((value) => ({ value, label: words.whens[value] }))}
          />
        </Form.Item>
        {when === "minutes" ? (
          <Form.Item name="minutes" rules={[needed]}>
            <InputNumber
              min={1}
              max={1440}
              precision={0}
              aria-label={words.minutes}
              suffix={words.minutes}
              style={{ width: 220 }}
            />
          </Form.Item>
        ) : null}
        {when === "at" ? (
          <Form.Item name="at" rules={[needed]}>
            <Input type="datetime-local" aria-label={words.startsAt} style={{ width: 220 }} />
          </Form.Item>
        ) : null}
      </div>
      {isRoom ? (
        <Length />
      ) : (
        <Form.Item name="until" label={words.endsAt} dependencies={["when", "minutes", "at"]} rules={[needed, later]}>
          <Input type="datetime-local" />
        </Form.Item>
      )}
    </div>
  );
}

function Length() {
  const words = useWords("deals");
  const form = Form.useFormInstance<Draft>();
  const rule = { required: true, type: "number", min: roomSeconds.least, max: roomSeconds.most } as const;
  return (
    <div>
      <Form.Item
        name="seconds"
        label={words.lasts}
        rules={[{ ...rule, message: words.lastsWrong }]}
        style={{ marginBottom: 8 }}
      >
        <InputNumber precision={0} suffix={words.seconds} style={{ width: "100%" }} />
      </Form.Item>
      <div className={styles.usual}>
        {usualMinutes.map((minutes) => (
          <Button key={minutes} onClick={() => form.setFieldValue("seconds", minutes * 60)}>
            {words.minutesShort(minutes)}
          </Button>
        ))}
      </div>
    </div>
  );
}
