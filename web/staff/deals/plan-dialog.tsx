import { Form, Modal } from "antd";
import { useEffect } from "react";
import { serverNow } from "../../kit/server-clock.ts";
import { useWords } from "../../kit/words.ts";
import { type Draft, firstDraft, planOf } from "./deal-draft.ts";
import { useDealFault } from "./deal-fault.ts";
import styles from "./deals.module.css";
import { PlanFields } from "./plan-fields.tsx";
import type { Product } from "./sku-select.tsx";

type Props = {
  open: boolean;
  products: Product[];
  /** In a room it lasts some minutes and may hide its price; elsewhere it has an end. */
  isRoom: boolean;
  chosenProduct?: string | undefined;
  busy: boolean;
  problem: unknown;
  onPlan: (plan: ReturnType<typeof planOf>) => void;
  onClose: () => void;
};

/** Plans a deal: what, for how much, how many, for whom, when. */
export function PlanDialog({ open, products, isRoom, busy, problem, onPlan, onClose }: Props) {
  const words = useWords("deals");
  const kit = useWords("kit");
  const [form] = Form.useForm<Draft>();
  const fault = useDealFault(problem);
  useEffect(() => {
    if (open) form.setFieldsValue(firstDraft(serverNow()));
  }, [open, form]);
  return (
    <Modal
      open={open}
      title={isRoom ? words.planTitle : words.new}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.confirmPlan}
      okButtonProps={{ loading: busy }}
      cancelText={kit.cancel}
      width={680}
      style={{ top: 32 }}
      destroyOnHidden
    >
      <Form<Draft>
        form={form}
        className={styles.form ?? ""}
        name="deal"
        layout="vertical"
        requiredMark={false}
        initialValues={firstDraft(serverNow())}
        preserve={false}
        onFinish={(draft) => onPlan(planOf(draft, isRoom, serverNow()))}
      >
        <PlanFields products={products} isRoom={isRoom} />
        {fault ? (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        ) : null}
      </Form>
    </Modal>
  );
}
