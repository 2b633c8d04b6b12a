import { useState } from "react";
import { Avatar, AvatarStack } from "../../../kit/avatar.tsx";
import { Button } from "../../../kit/button.tsx";
import { Cell, CellGroup } from "../../../kit/cell.tsx";
import { Dialog } from "../../../kit/dialog.tsx";
import { Icon, iconNames } from "../../../kit/icon.tsx";
import { Sheet } from "../../../kit/sheet.tsx";
import { Tabs } from "../../../kit/tabs.tsx";
import { LiveTag, Tag } from "../../../kit/tag.tsx";
import { toast } from "../../../kit/toast.tsx";
import { mug } from "./art.ts";
import styles from "./kit.module.css";
import { Part } from "./part.tsx";
import type { Samples } from "./samples.ts";

const faces = ["阿禾", "Lin", "木子", "Kai", "小满"].map((name, index) => ({
  id: `${index}-${name}`,
  name,
  picture: index === 0 ? mug : null,
}));

function Buttons({ words }: { words: Samples }) {
  return (
    <Part title="Button">
      <div className={styles.row}>
        <Button>{words.buy}</Button>
        <Button look="tint">{words.cart}</Button>
        <Button look="outline">{words.later}</Button>
        <Button look="danger" icon="trash">
          {words.remove}
        </Button>
        <Button look="quiet" icon="share" aria-label="share" />
      </div>
      <div className={styles.row}>
        <Button size="small">{words.grab}</Button>
        <Button size="small" look="outline">
          {words.follow}
        </Button>
        <Button size="small" disabled>
          {words.gone}
        </Button>
        <Button busy>{words.saving}</Button>
      </div>
      <div className={styles.bar}>
        <Button size="large" look="tint">
          {words.cart}
        </Button>
        <Button size="large">{words.buy}</Button>
      </div>
    </Part>
  );
}

function Popups({ words }: { words: Samples }) {
  const [sheet, setSheet] = useState(false);
  const [dialog, setDialog] = useState(false);
  return (
    <Part title="Sheet · Dialog · Toast">
      <div className={styles.row}>
        <Button look="outline" size="small" onClick={() => setSheet(true)}>
          {words.openSheet}
        </Button>
        <Button look="outline" size="small" onClick={() => setDialog(true)}>
          {words.openDialog}
        </Button>
        <Button
          look="outline"
          size="small"
          onClick={() =>
            toast({ text: words.toastPlain, actionLabel: words.undo, onAction: () => toast({ text: words.undo }) })
          }
        >
          Toast
        </Button>
        <Button look="outline" size="small" onClick={() => toast({ text: words.toastGood, look: "good" })}>
          Toast +
        </Button>
        <Button look="outline" size="small" onClick={() => toast({ text: words.toastBad, look: "bad" })}>
          Toast −
        </Button>
      </div>
      <Sheet
        open={sheet}
        onClose={() => setSheet(false)}
        title={words.openSheet}
        footer={
          <Button wide size="large" onClick={() => setSheet(false)}>
            {words.buy}
          </Button>
        }
      >
        <p>{words.sheetText}</p>
      </Sheet>
      <Dialog
        open={dialog}
        onClose={() => setDialog(false)}
        title={words.ask}
        confirmLabel={words.stay}
        cancelLabel={words.later}
        onConfirm={() => setDialog(false)}
      >
        {words.askText}
      </Dialog>
    </Part>
  );
}

function Choices({ words }: { words: Samples }) {
  const [tab, setTab] = useState("1");
  const [pill, setPill] = useState("0");
  return (
    <Part title="Tabs">
      <Tabs
        items={words.tabs.map((label, index) => ({ value: String(index), label, badge: index === 1 ? 2 : undefined }))}
        value={tab}
        onChange={setTab}
        label="Orders"
      />
      <Tabs
        look="pill"
        items={words.pills.map((label, index) => ({ value: String(index), label }))}
        value={pill}
        onChange={setPill}
        label="Product"
      />
    </Part>
  );
}

export function Basics({ words }: { words: Samples }) {
  return (
    <>
      <Buttons words={words} />
      <Popups words={words} />
      <Choices words={words} />
      <Part title="Tag · Avatar">
        <div className={styles.row}>
          <LiveTag>{words.live}</LiveTag>
          {words.tagWords.map((word, index) => (
            <Tag key={word} tone={(["warn", "calm", "good", "bad", "brand"] as const)[index] ?? "plain"}>
              {word}
            </Tag>
          ))}
        </div>
        <div className={styles.row}>
          {faces.slice(0, 3).map((face, index) => (
            <Avatar key={face.id} face={face} live={index === 0} size={44} />
          ))}
          <AvatarStack faces={faces} />
        </div>
      </Part>
      <CellGroup title="Cell">
        <Cell
          icon="pin"
          title={words.addressValue}
          hint={words.addressHint}
          onPress={() => toast({ text: words.address })}
        />
        <Cell icon="truck" title={words.ship} value={words.shipValue} />
        <Cell icon="orders" title={words.tabs[0]} to="/orders" />
      </CellGroup>
      <Part title="Icon">
        <div className={styles.icons}>
          {iconNames.map((name) => (
            <Icon key={name} name={name} label={name} />
          ))}
        </div>
      </Part>
    </>
  );
}
