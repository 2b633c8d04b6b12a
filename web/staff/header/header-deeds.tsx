import { Avatar, Dropdown } from "antd";
import { Icon } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import { useMe } from "../parts/use-me.ts";
import { useSignOut } from "../parts/use-sign-out.ts";
import styles from "./header.module.css";
import { NoticeBell } from "./notice-bell.tsx";
import { ShopSwitch } from "./shop-switch.tsx";

/** The right side of the header: the shop, the notices, and who is signed in. Nothing for who is not. */
export function HeaderDeeds({ atSeller }: { atSeller: boolean }) {
  const { me } = useMe();
  const words = useWords("entry");
  const signOut = useSignOut();
  if (!me) return null;
  const items = [
    {
      key: "who",
      type: "group" as const,
      label: (
        <span className={styles.who}>
          <b>{me.nickname}</b>
          {words.phoneIs(me.phoneMasked)}
        </span>
      ),
    },
    { type: "divider" as const },
    { key: "out", label: words.signOut, icon: <Icon name="back" size={16} />, onClick: signOut },
  ];
  return (
    <div className={styles.deeds}>
      {atSeller ? <ShopSwitch /> : null}
      <NoticeBell />
      <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
        <button type="button" className={styles.me} aria-label={`${words.account} ${me.nickname}`}>
          <Avatar size={32} src={me.avatarUrl ?? undefined} alt="" aria-hidden>
            {me.nickname.slice(0, 1)}
          </Avatar>
          <span>{me.nickname}</span>
          <Icon name="down" size={14} />
        </button>
      </Dropdown>
    </div>
  );
}
