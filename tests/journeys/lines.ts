import type { BrowserContext, WebSocketRoute } from "playwright-core";

/** A hand on the lines of one browser: cuts them, keeps new ones from coming up, lets them come back. */
export type Lines = { cut: () => Promise<void>; mend: () => Promise<void> };

export async function holdLines(context: BrowserContext): Promise<Lines> {
  const open = new Set<{ page: WebSocketRoute; server: WebSocketRoute }>();
  let isCut = false;
  await context.routeWebSocket(/./, (page) => {
    if (isCut) return void page.close({ code: 1011 });
    const line = { page, server: page.connectToServer() };
    open.add(line);
  });
  return {
    cut: async () => {
      isCut = true;
      await context.setOffline(true);
      for (const { page, server } of open) {
        await server.close();
        await page.close({ code: 1011 });
      }
      open.clear();
    },
    mend: async () => {
      isCut = false;
      await context.setOffline(false);
    },
  };
}
