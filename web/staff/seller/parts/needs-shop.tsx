import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { Permission } from "#contract/permissions";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { ScreenWaiting } from "../../../kit/screen-waiting.tsx";
import { useWords } from "../../../kit/words.ts";
import { NoPermission } from "../../parts/no-permission.tsx";
import { type MyShop, useShop } from "../../parts/use-shop.ts";

type Props = { may: Permission; children: (shop: MyShop) => ReactNode };

/** Gives its screen the shop at hand; who has none, or not the right for this, is told what to do. */
export function NeedsShop({ may: wanted, children }: Props) {
  const words = useWords("seller");
  const { shop, shops, may, error, retry } = useShop();
  if (!shops) return error ? <ErrorState problem={error} onRetry={retry} /> : <ScreenWaiting />;
  if (!shop) {
    const apply = (
      <Link to="/seller">
        <Button type="primary" size="large">
          {words.applyNow}
        </Button>
      </Link>
    );
    return <Empty icon="shop" title={words.noShop} hint={words.noShopHint} action={apply} />;
  }
  if (!may(wanted)) return <NoPermission hint={words.askOwner} />;
  return children(shop);
}
