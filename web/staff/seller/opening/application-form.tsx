import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import type { ApiProblem } from "../../../kit/problem.ts";
import { Picture } from "../../../kit/picture.tsx";
import { type Uploaded, Uploader } from "../../../kit/uploader.tsx";
import { useWords } from "../../../kit/words.ts";
import { faultsOf } from "../../parts/field-faults.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { chooseShop, type MyShop } from "../../parts/use-shop.ts";
import page from "../../studio/parts/page.module.css";
import { sendPicture } from "../../studio/parts/send-picture.ts";
import styles from "./opening.module.css";

type Fields = { name: string; intro?: string; kind: MyShop["kind"]; licenceNumber?: string };
type Props = { shop?: MyShop; ready: boolean; onDone: () => void };
type Faults = Record<string, string>;

const kinds = ["enterprise", "household", "individual"] as const;
const reasonsOf = (shop: MyShop | undefined): Faults =>
  Object.fromEntries((shop?.reviewReasons ?? []).map(({ field, reason }) => [field, reason]));

/** What is wrong with a field stands beside it until the field changes: the reviewer's word or the server's. */
function useFaults(shop: MyShop | undefined) {
  const words = useWords("seller");
  const [faults, setFaults] = useState<Faults>(() => reasonsOf(shop));
  const blame = (...fields: string[]) =>
    setFaults(Object.fromEntries(fields.map((field) => [field, words.wrong[field] ?? words.needed])));
  const hear = (problem: ApiProblem): boolean => {
    const named = faultsOf(problem).map(({ pointer }) => pointer.slice(1));
    if (problem.code === "shops.licence_quota") named.push("licenceNumber");
    if (named.length === 0) return false;
    blame(...named);
    return problem.code === "request.invalid";
  };
  const clear = (field: string) => setFaults(({ [field]: _, ...rest }) => rest);
  const at = (field: string) =>
    faults[field] === undefined ? {} : { validateStatus: "error" as const, help: faults[field] };
  return { hear, blame, clear, at };
}

function useApplication(
  { shop, onDone }: Props,
  { hear, blame }: Pick<ReturnType<typeof useFaults>, "hear" | "blame">,
) {
  const words = useWords("seller");
  const refresh = ["listMyShops", "whoAmI"] as const;
  const create = useDeed("createShop", { refresh: [...refresh], onProblem: hear });
  const change = useDeed("changeShop", { refresh: [...refresh], onProblem: hear });
  const submit = useDeed("submitShop", { done: words.submitted, refresh: ["listMyShops"], onProblem: hear });
  const [licence, setLicence] = useState<Uploaded[]>([]);
  const [logo, setLogo] = useState<Uploaded[]>([]);
  const keep = async (fields: Fields): Promise<string> => {
    const licenceId = licence[0]?.id ?? shop?.licenceUploadId ?? undefined;
    const number = fields.licenceNumber?.trim().toUpperCase();
    const application = {
      name: fields.name.trim(),
      intro: fields.intro?.trim() ?? "",
      kind: fields.kind,
      ...(number ? { licenceNumber: number } : {}),
      ...(licenceId === undefined ? {} : { licenceUploadId: licenceId }),
      ...(logo[0] ? { logoUploadId: logo[0].id } : {}),
    };
    const kept = shop
      ? await change.mutateAsync({ shopId: shop.id, ...application })
      : await create.mutateAsync(application);
    chooseShop(kept.id);
    return kept.id;
  };
  const handIn = async (fields: Fields) => {
    if (fields.kind !== "individual" && !licence[0] && !shop?.licenceUploadId) return blame("licenceUploadId");
    await submit.mutateAsync({ shopId: await keep(fields) });
    onDone();
  };
  const save = async (fields: Fields) => {
    await keep(fields);
    onDone();
  };
  const busy = create.isPending || change.isPending || submit.isPending;
  return { licence, setLicence, logo, setLogo, handIn, save, busy };
}

/** A deed that was refused has said so already; the form only stays. */
const stay = () => undefined;

export function ApplicationForm(props: Props) {
  const { shop, ready } = props;
  const words = useWords("seller");
  const [form] = Form.useForm<Fields>();
  const faults = useFaults(shop);
  const application = useApplication(props, faults);
  const kind = Form.useWatch("kind", form) ?? shop?.kind ?? "enterprise";
  const { name, intro, licenceNumber } = shop ?? {};
  return (
    <div className={page.card}>
      <h2>{words.application}</h2>
      <Form<Fields>
        name="shop"
        form={form}
        layout="vertical"
        size="large"
        requiredMark={false}
        disabled={!ready}
        className={styles.form ?? ""}
        initialValues={{ name, intro, kind, licenceNumber: licenceNumber ?? undefined }}
        onValuesChange={(changed) => Object.keys(changed as object).forEach(faults.clear)}
        onFinish={(fields) => void application.handIn(fields).catch(stay)}
        scrollToFirstError={{ block: "center" }}
      >
        <Form.Item
          name="name"
          label={words.fields.name}
          rules={[{ required: true, whitespace: true, min: 2, max: 30, message: words.wrong.name }]}
          {...faults.at("name")}
        >
          <Input maxLength={30} showCount />
        </Form.Item>
        <Form.Item name="intro" label={words.fields.intro} {...faults.at("intro")}>
          <Input.TextArea maxLength={200} showCount autoSize={{ minRows: 2, maxRows: 4 }} />
        </Form.Item>
        <Kind at={faults.at} />
        {kind === "individual" ? null : <Licence shop={shop} at={faults.at} clear={faults.clear} {...application} />}
        <Form.Item label={words.fields.logoUploadId} extra={words.logoHint} {...faults.at("logoUploadId")}>
          <Now url={application.logo.length === 0 ? shop?.logoUrl : null} />
          <Uploader
            value={application.logo}
            most={1}
            onChange={application.setLogo}
            send={sendPicture}
            label={words.uploadLogo}
          />
        </Form.Item>
        <div className={styles.deeds}>
          <Button type="primary" htmlType="submit" loading={application.busy}>
            {words.submit}
          </Button>
          <Button
            disabled={!ready || application.busy}
            onClick={() =>
              void form
                .validateFields(["name"])
                .then(() => application.save(form.getFieldsValue()))
                .catch(stay)
            }
          >
            {words.saveDraft}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function Kind({ at }: { at: (field: string) => object }) {
  const words = useWords("seller");
  return (
    <Form.Item name="kind" label={words.fields.kind} {...at("kind")}>
      <Radio.Group className={styles.kinds ?? ""}>
        {kinds.map((one) => (
          <Radio key={one} value={one}>
            <b>{words.kinds[one]}</b>
            <small>{words.kindHints[one]}</small>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

type LicenceProps = {
  shop: MyShop | undefined;
  at: (field: string) => object;
  clear: (field: string) => void;
  licence: Uploaded[];
  setLicence: (value: Uploaded[]) => void;
};

function Licence({ shop, at, clear, licence, setLicence }: LicenceProps) {
  const words = useWords("seller");
  return (
    <div className={styles.pair}>
      <Form.Item
        name="licenceNumber"
        label={words.fields.licenceNumber}
        extra={words.licenceHint}
        validateTrigger="onBlur"
        rules={[{ required: true, pattern: /^[0-9A-Za-z]{15,18}$/, message: words.wrong.licenceNumber }]}
        {...at("licenceNumber")}
      >
        <Input maxLength={18} />
      </Form.Item>
      <Form.Item label={words.fields.licenceUploadId} extra={words.pictureHint} {...at("licenceUploadId")}>
        <Now url={licence.length === 0 ? shop?.licenceUrl : null} />
        <Uploader
          value={licence}
          most={1}
          onChange={(value) => {
            clear("licenceUploadId");
            setLicence(value);
          }}
          send={sendPicture}
          label={words.uploadLicence}
        />
      </Form.Item>
    </div>
  );
}

/** The picture that was handed in before: a new one replaces it. */
function Now({ url }: { url: string | null | undefined }) {
  const words = useWords("seller");
  if (!url) return null;
  return (
    <div className={styles.now}>
      <span>
        <Picture src={url} alt={words.uploadedBefore} radius={10} />
      </span>
      {words.uploadedBefore}
    </div>
  );
}
