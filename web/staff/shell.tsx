import { Link, Outlet, useMatches, useRouterState } from "@tanstack/react-router";
import { Layout, Menu } from "antd";
import { Suspense, useState } from "react";
import { Icon } from "../kit/icon.tsx";
import { LanguageSwitch } from "../kit/language-switch.tsx";
import { OfflineBar } from "../kit/offline-bar.tsx";
import { Toaster } from "../kit/toast.tsx";
import { useWords } from "../kit/words.ts";
import { type Face, faces } from "./faces.ts";
import { HeaderDeeds } from "./header/header-deeds.tsx";
import { Guard } from "./parts/guard.tsx";
import { Waiting } from "./parts/waiting.tsx";
import styles from "./shell.module.css";

const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

function FaceTabs({ path }: { path: string }) {
  const words = useWords("staff");
  return (
    <nav className={styles.faces} aria-label={words.name}>
      {faces.map((face) => (
        <Link key={face.path} to={face.path} className={within(path, face.path) ? styles.faceNow : styles.face}>
          <Icon name={face.icon} size={18} />
          {words[face.word]}
        </Link>
      ))}
    </nav>
  );
}

function SideMenu({ face, path }: { face: Face; path: string }) {
  const words = useWords("staff");
  const here = face.menu.filter((entry) => within(path, entry.to)).sort((a, b) => b.to.length - a.to.length)[0];
  const items = face.menu.map((entry) => ({
    key: entry.to,
    icon: <Icon name={entry.icon} size={18} />,
    label: <Link to={entry.to}>{words[entry.word]}</Link>,
  }));
  return <Menu mode="inline" items={items} selectedKeys={here ? [here.to] : []} className={styles.menu ?? ""} />;
}

export function Shell() {
  const words = useWords("staff");
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/^\/staff(?=\/|$)/, "") || "/" });
  const bare = useMatches().some((match) => match.staticData.bare);
  const [folded, setFolded] = useState(false);
  const face = faces.find((one) => within(path, one.path));
  const outlet = (
    <Suspense fallback={<Waiting />}>
      <Outlet />
    </Suspense>
  );
  const screen = (
    <>
      {face ? <Guard need={face.need}>{outlet}</Guard> : outlet}
      <Toaster />
    </>
  );
  if (bare) return screen;
  return (
    <Layout className={styles.layout ?? ""}>
      <Layout.Header className={styles.header ?? ""}>
        <Link to="/" className={styles.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          {words.name}
        </Link>
        <FaceTabs path={path} />
        <div className={styles.right}>
          <LanguageSwitch />
          <HeaderDeeds atSeller={face?.path === "/seller"} />
        </div>
      </Layout.Header>
      <OfflineBar />
      <Layout>
        {face ? (
          <Layout.Sider
            width={208}
            collapsedWidth={64}
            breakpoint="lg"
            collapsible
            collapsed={folded}
            onCollapse={setFolded}
            theme="light"
            className={styles.sider ?? ""}
          >
            <SideMenu face={face} path={path} />
          </Layout.Sider>
        ) : null}
        <Layout.Content className={styles.content ?? ""}>{screen}</Layout.Content>
      </Layout>
    </Layout>
  );
}
