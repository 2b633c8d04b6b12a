import { Button, Drawer, Form, Input, InputNumber, Radio, Select } from "antd";
import { regions } from "#contract/regions";
import type { InputOf } from "../../../kit/api.ts";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { YuanInput } from "../../parts/yuan-input.tsx";
import styles from "../editor/editor.module.css";

type Kind = InputOf<"createTemplate">["kind"];
type Fields = {
  name: string;
  kind: Kind;
  firstPieces?: number;
  firstFen?: number;
  furtherPieces?: number;
  furtherFen?: number;
  freeFromFen?: number;
  noShip?: string[];
};
type Props = { shopId: string; open: boolean; onClose: () => void; onMade?: (templateId: string) => void };

const start = { kind: "free" as Kind, firstPieces: 1, firstFen: 800, furtherPieces: 1, furtherFen: 200, noShip: [] };

const rulesOf = (fields: Fields): InputOf<"createTemplate">["rules"] => ({
  firstPieces: fields.firstPieces ?? 1,
  firstFen: fields.kind === "free" ? 0 : (fields.firstFen ?? 0),
  furtherPieces: fields.furtherPieces ?? 1,
  furtherFen: fields.kind === "free" ? 0 : (fields.furtherFen ?? 0),
  freeFromFen: fields.kind === "conditional" ? (fields.freeFromFen ?? null) : null,
  noShip: fields.noShip ?? [],
});

/** A template is made once and never changed: products that name it keep its terms. */
export function FreightDrawer({ shopId, open, onClose, onMade }: Props) {
  const words = useWords("goods");
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch("kind", form) ?? "free";
  const make = useDeed("createTemplate", {
    done: words.saved,
    refresh: ["listTemplates"],
    onDone: ({ id }) => {
      form.resetFields();
      onMade?.(id);
      onClose();
    },
    onProblem: () => true,
  });
  const refused = useRefusalText(make.error);
  const submit = (fields: Fields) =>
    make.mutate({ shopId, name: fields.name.trim(), kind: fields.kind, rules: rulesOf(fields) });
  return (
    <Drawer open={open} onClose={onClose} title={words.newTemplate} size={480} destroyOnHidden>
      <Form<Fields>
        name="freight"
        form={form}
        layout="vertical"
        size="large"
        requiredMark={false}
        initialValues={start}
        onFinish={submit}
        preserve={false}
      >
        <Form.Item
          name="name"
          label={words.templateName}
          rules={[{ required: true, whitespace: true, max: 30, message: words.templateNameWrong }]}
        >
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="kind" label={words.templateKind}>
          <Radio.Group
            optionType="button"
            options={(["free", "conditional", "charged"] as const).map((value) => ({
              value,
              label: words.templateKinds[value],
            }))}
          />
        </Form.Item>
        {kind === "free" ? null : <Charges kind={kind} />}
        <Form.Item name="noShip" label={words.noShip} extra={words.noShipHint}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={regions().map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        {refused ? (
          <p className={styles.fault} role="alert">
            {refused}
          </p>
        ) : null}
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {words.saveTemplate}
        </Button>
      </Form>
    </Drawer>
  );
}

function Charges({ kind }: { kind: Kind }) {
  const words = useWords("goods");
  const needed = [{ required: true, message: words.faults.missing ?? "" }];
  const whole = <InputNumber min={1} max={999} precision={0} style={{ width: "100%" }} />;
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name="firstPieces" label={words.firstPieces} rules={needed}>
          {whole}
        </Form.Item>
        <Form.Item name="firstFen" label={words.firstFee} rules={needed}>
          <YuanInput label={words.firstFee} size="large" />
        </Form.Item>
        <Form.Item name="furtherPieces" label={words.furtherPieces} rules={needed}>
          {whole}
        </Form.Item>
        <Form.Item name="furtherFen" label={words.furtherFee} rules={needed}>
          <YuanInput label={words.furtherFee} size="large" />
        </Form.Item>
      </div>
      {kind === "conditional" ? (
        <Form.Item name="freeFromFen" label={words.freeFrom} rules={needed}>
          <YuanInput label={words.freeFrom} size="large" />
        </Form.Item>
      ) : null}
    </>
  );
}
