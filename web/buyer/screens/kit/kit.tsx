import { useState } from "react";
import { useLanguage } from "../../../kit/language.ts";
import { LanguageSwitch } from "../../../kit/language-switch.tsx";
import { NavBar } from "../../../kit/nav-bar.tsx";
import { Tabs } from "../../../kit/tabs.tsx";
import { Basics } from "./basics.tsx";
import { Forms } from "./forms.tsx";
import { Goods } from "./goods.tsx";
import styles from "./kit.module.css";
import { samples } from "./samples.ts";
import { States } from "./states.tsx";
import { Video } from "./video.tsx";

const groups = { basics: Basics, goods: Goods, forms: Forms, video: Video, states: States };
type Group = keyof typeof groups;
const names = Object.keys(groups) as Group[];

const asked = () => names.find((name) => `#${name}` === location.hash) ?? "basics";

/** Every piece in its states, in the language of the moment: `/__kit#goods?lang=en`. */
export default function Kit() {
  const words = samples[useLanguage()];
  const [group, setGroup] = useState<Group>(asked);
  const Shown = groups[group];
  return (
    <div>
      <NavBar title={words.title} right={<LanguageSwitch />} />
      <div className={styles.tabs}>
        <Tabs
          items={names.map((value) => ({ value, label: words.groups[value] }))}
          value={group}
          onChange={(next) => setGroup(names.find((name) => name === next) ?? "basics")}
          label={words.title}
        />
      </div>
      <div className={styles.page}>
        <Shown words={words} />
      </div>
    </div>
  );
}
