import { Outlet, useMatches } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { OfflineBar } from "../kit/offline-bar.tsx";
import { ScreenWaiting } from "../kit/screen-waiting.tsx";
import { TabBar } from "../kit/tab-bar.tsx";
import { Toaster } from "../kit/toast.tsx";
import { useWords } from "../kit/words.ts";
import { BuyHost } from "./buy/buy-host.tsx";
import { joinedWaits } from "./drop/remembered.ts";
import styles from "./shell.module.css";
import { SignInHost } from "./sign-in/sign-in-host.tsx";

const WaitBanner = lazy(() => import("./drop/wait-banner.tsx"));

export function Shell() {
  const words = useWords("shell");
  const bare = useMatches().some((match) => match.staticData.bare);
  const waits = joinedWaits.useAny();
  const tabs = [
    { to: "/", icon: "home", label: words.home },
    { to: "/orders", icon: "orders", label: words.orders },
    { to: "/me", icon: "person", label: words.me },
  ] as const;
  return (
    <div className={styles.stage}>
      <div className={styles.column} id="column">
        <OfflineBar />
        <main className={bare ? styles.bare : styles.screen}>
          <Suspense fallback={<ScreenWaiting />}>
            <Outlet />
          </Suspense>
        </main>
        {bare ? null : (
          <div className={styles.tabs}>
            <TabBar items={[...tabs]} label={words.navigation} />
          </div>
        )}
      </div>
      <BuyHost />
      <SignInHost />
      {waits ? (
        <Suspense fallback={null}>
          <WaitBanner />
        </Suspense>
      ) : null}
      <Toaster />
    </div>
  );
}
