import { Cell, CellGroup } from "../../../kit/cell.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import type { Me } from "../../sign-in/use-sign-in.ts";

const toStaff = (path: string) => () => window.location.assign(path);

/** What one holds, and the doors to the other side of the counter: a shop, a channel. */
export function Doors({ me }: { me: Me | undefined }) {
  const words = useWords("me");
  const notices = useQueryOf("listNotices", { limit: 1 }, { enabled: me !== undefined });
  const unread = me ? (notices.data?.unread ?? 0) : 0;
  const level = me ? words.realNameLevels[me.realNameLevel] : undefined;
  return (
    <>
      <CellGroup title={words.mine}>
        <Cell icon="gift" title={words.coupons} to="/me/coupons" />
        <Cell icon="clock" title={words.waits} to="/me/waits" />
        <Cell icon="pin" title={words.addresses} to="/me/addresses" />
        <Cell
          icon="bell"
          title={words.notices}
          to="/me/notices"
          {...(unread > 0 ? { value: <Tag tone="bad">{words.unread(unread)}</Tag> } : {})}
        />
        <Cell icon="shield" title={words.realName} to="/me/real-name" {...(level ? { value: level } : {})} />
      </CellGroup>
      <CellGroup title={words.more}>
        {me?.isCreator ? (
          <Cell icon="video" title={words.creatorDesk} hint={me.creatorName} onPress={toStaff("/staff/studio")} />
        ) : (
          <Cell
            icon="video"
            title={words.becomeCreator}
            hint={words.becomeCreatorHint}
            onPress={toStaff("/staff/studio/creator")}
          />
        )}
        {me && me.shops.length > 0 ? (
          <Cell icon="shop" title={words.shopDesk} onPress={toStaff("/staff/seller")} />
        ) : (
          <Cell icon="shop" title={words.openShop} hint={words.openShopHint} onPress={toStaff("/staff/seller")} />
        )}
        {me && me.platformRoles.length > 0 ? (
          <Cell icon="chart" title={words.consoleDesk} onPress={toStaff("/staff/console")} />
        ) : null}
      </CellGroup>
    </>
  );
}
