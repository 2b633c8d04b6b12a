import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { Field } from "../../../kit/field.tsx";
import { ApiProblem } from "../../../kit/problem.ts";
import { type Region, RegionCascader } from "../../../kit/region-cascader.tsx";
import type { Choice } from "../../../kit/sku-choice.ts";
import { type Sku, type SkuGroup, SkuPicker } from "../../../kit/sku-picker.tsx";
import { Stepper } from "../../../kit/stepper.tsx";
import { Steps } from "../../../kit/steps.tsx";
import { type Uploaded, Uploader } from "../../../kit/uploader.tsx";
import { lamp, mug, pears } from "./art.ts";
import styles from "./kit.module.css";
import { Part } from "./part.tsx";
import type { Samples } from "./samples.ts";

const regions: Region[] = [
  {
    code: "33",
    name: "浙江省",
    children: [
      {
        code: "3301",
        name: "杭州市",
        children: [
          { code: "330106", name: "西湖区" },
          { code: "330108", name: "滨江区" },
        ],
      },
      { code: "3302", name: "宁波市", children: [{ code: "330203", name: "海曙区" }] },
    ],
  },
  {
    code: "31",
    name: "上海市",
    children: [{ code: "3101", name: "上海市", children: [{ code: "310104", name: "徐汇区" }] }],
  },
];

function Skus({ words }: { words: Samples }) {
  const options = (names: string[], prefix: string) => names.map((name, index) => ({ id: `${prefix}${index}`, name }));
  const groups: SkuGroup[] = [
    { id: "c", name: words.colour, options: options(words.colours, "c") },
    { id: "v", name: words.volume, options: options(words.volumes, "v") },
  ];
  const stocks: [string, string, number, number, string][] = [
    ["c0", "v0", 7900, 20, mug],
    ["c0", "v1", 8900, 3, mug],
    ["c1", "v0", 7900, 0, lamp],
    ["c1", "v1", 8900, 41, lamp],
    ["c2", "v0", 7900, 0, pears],
    ["c2", "v1", 8900, 0, pears],
  ];
  const skus: Sku[] = stocks.map(([c, v, priceFen, stock, picture]) => ({
    id: c + v,
    optionIds: [c, v],
    priceFen,
    stock,
    picture,
  }));
  const [choice, setChoice] = useState<Choice>({ c: "c0", v: "v1" });
  const [quantity, setQuantity] = useState(1);
  const change = (next: Choice, amount: number) => {
    setChoice(next);
    setQuantity(amount);
  };
  return (
    <Part title="SkuPicker">
      <SkuPicker
        groups={groups}
        skus={skus}
        picture={mug}
        choice={choice}
        quantity={quantity}
        limit={2}
        onChange={change}
      />
      <Button wide size="large">
        {words.buy}
      </Button>
    </Part>
  );
}

export function Forms({ words }: { words: Samples }) {
  const [region, setRegion] = useState<string[]>([]);
  const [amount, setAmount] = useState(1);
  const [pictures, setPictures] = useState<Uploaded[]>([{ id: "1", url: mug }]);
  const [sent, setSent] = useState(0);
  const send = async (file: File): Promise<Uploaded> => {
    setSent(sent + 1);
    if (file.size > 5_000_000) throw new ApiProblem({ status: 413, code: "media.too_large" });
    return { id: `${sent}-${file.name}`, url: URL.createObjectURL(file) };
  };
  return (
    <>
      <Skus words={words} />
      <Part title="Field · RegionCascader">
        <Field label={words.name} placeholder={words.namePlaceholder} autoComplete="name" required />
        <Field
          label={words.phone}
          defaultValue="1381234"
          inputMode="tel"
          problem={words.phoneProblem}
          trailing={
            <Button size="small" look="quiet">
              {words.sendCode}
            </Button>
          }
        />
        <RegionCascader regions={regions} value={region} onChange={setRegion} />
        <Field label={words.note} lines={3} hint={words.noteHint} maxLength={200} />
      </Part>
      <Part title="Stepper">
        <div className={styles.row}>
          <Stepper value={amount} onChange={setAmount} max={5} />
        </div>
      </Part>
      <Part title="Uploader">
        <Uploader value={pictures} onChange={setPictures} send={send} most={9} />
      </Part>
      <Part title="Steps">
        <Steps level now={1} steps={words.wizard.map((title) => ({ title }))} />
        <Steps now={0} newestFirst steps={words.steps} />
      </Part>
    </>
  );
}
