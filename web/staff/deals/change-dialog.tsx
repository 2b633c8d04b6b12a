import { Form, Input, InputNumber, Modal } from "antd";
import { count, money } from "../../kit/format.ts";
import { useWords } from "../../kit/words.ts";
import { useDeed } from "../parts/use-deed.ts";
import { YuanInput } from "../parts/yuan-input.tsx";
import { localText } from "./deal-draft.ts";
import { useDealFault } from "./deal-fault.ts";
import type { Figures } from "./deal-state.tsx";
import styles from "./deals.module.css";

type Fields = { priceFen: number; pieces: number; perBuyer: number; startsAt: string; endsAt: string };
type Props = { shopId: string; deal: Figures; onClose: () => void };

/** Only what was changed is sent: a moment that was not touched keeps its seconds. */
function changes(deal: Figures, fields: Partial<Fields>) {
  const moment = (text: string | undefined, before: string) =>
    text === undefined || text === localText(Date.parse(before)) ? {} : { at: new Date(text).toISOString() };
  const starts = moment(fields.startsAt, deal.startsAt);
  const ends = moment(fields.endsAt, deal.endsAt);
  return {
    ...(fields.priceFen !== undefined && fields.priceFen !== deal.realPriceFen ? { priceFen: fields.priceFen } : {}),
    ...(fields.pieces !== undefined && fields.pieces !== deal.pieces ? { pieces: fields.pieces } : {}),
    ...(fields.perBuyer !== undefined && fields.perBuyer !== deal.perBuyer ? { perBuyer: fields.perBuyer } : {}),
    ...(starts.at ? { startsAt: starts.at } : {}),
    ...(ends.at ? { endsAt: ends.at } : {}),
  };
}

/** Before it starts everything may change; while it runs its end and more pieces. */
export function ChangeDialog({ shopId, deal, onClose }: Props) {
  const words = useWords("deals");
  const kit = useWords("kit");
  const [form] = Form.useForm<Fields>();
  const change = useDeed("changeDeal", {
    done: words.changed,
    refresh: ["listShopDeals"],
    onDone: onClose,
    onProblem: () => true,
  });
  const fault = useDealFault(change.error);
  return (
    <Modal
      open
      title={words.changeTitle}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.save}
      okButtonProps={{ loading: change.isPending }}
      cancelText={kit.cancel}
      width={560}
    >
      <Form<Fields>
        form={form}
        name="change"
        layout="vertical"
        requiredMark={false}
        initialValues={{
          priceFen: deal.realPriceFen,
          pieces: deal.pieces,
          perBuyer: deal.perBuyer,
          startsAt: localText(Date.parse(deal.startsAt)),
          endsAt: localText(Date.parse(deal.endsAt)),
        }}
        onFinish={(fields) =>
          change.mutate({ shopId, dealId: deal.id, version: deal.version, ...changes(deal, fields) })
        }
      >
        <ChangeFields deal={deal} />
        {fault ? (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        ) : null}
      </Form>
    </Modal>
  );
}

function ChangeFields({ deal }: { deal: Figures }) {
  const words = useWords("deals");
  const running = deal.state === "running";
  const needed = { required: true, message: words.needed };
  return (
    <>
      <div className={styles.three}>
        <Form.Item name="priceFen" label={words.price} extra={words.priceHint(money(deal.listFen))} rules={[needed]}>
          <YuanInput label={words.price} disabled={running} />
        </Form.Item>
        <Form.Item
          name="pieces"
          label={words.pieces}
          extra={running ? words.piecesRunning : `${words.left} ${count(deal.left)}`}
          rules={[needed]}
        >
          <InputNumber min={running ? deal.pieces : 1} max={1_000_000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="perBuyer" label={words.perBuyer} rules={[needed]}>
          <InputNumber min={1} max={999} precision={0} disabled={running} style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <div className={styles.times}>
        <Form.Item name="startsAt" label={words.startsAt} rules={[needed]}>
          <Input type="datetime-local" disabled={running} />
        </Form.Item>
        <Form.Item name="endsAt" label={words.endsAt} rules={[needed]}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
    </>
  );
}
