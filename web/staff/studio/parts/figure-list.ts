import type { AnswerOf } from "../../../kit/api.ts";
import { count, duration, money, percent } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";

export type Figures = AnswerOf<"readFigures">;
export type Figure = { key: string; name: string; is: string; text: string; value: number };

const yuan = (fen: number) => (Math.abs(fen) >= 100_000_00 ? `¥${count(Math.floor(fen / 100))}` : money(fen));

/** All figures of a room with their names and definitions, in the order in which they are read. */
export function useFigureList(figures: Figures | undefined): Figure[] {
  const words = useWords("figures");
  const show = (value: number | undefined, as: (value: number) => string) => (value === undefined ? "—" : as(value));
  const row = (key: string, name: string, is: string, value: number | undefined, as = count): Figure => ({
    key,
    name,
    is,
    value: value ?? 0,
    text: show(value, as),
  });
  const f = figures;
  const stay = (seconds: number) => duration(seconds * 1000);
  const share = (part: number) => percent(part, 1);
  return [
    row("online", words.online, words.onlineIs, f?.online),
    row("viewers", words.viewers, words.viewersIs, f?.viewers),
    row("views", words.views, words.viewsIs, f?.views),
    row("peak", words.peak, words.peakIs, f?.peak),
    row("averageSeconds", words.averageSeconds, words.averageSecondsIs, f?.averageSeconds, stay),
    row("likes", words.likes, words.likesIs, f?.likes),
    row("comments", words.comments, words.commentsIs, f?.comments),
    row("gross", words.gross, words.grossIs, f?.gmvGrossFen, yuan),
    row("net", words.net, words.netIs, f?.gmvNetFen, yuan),
    row("orders", words.orders, words.ordersIs, f?.orders),
    row("buyers", words.buyers, words.buyersIs, f?.buyers),
    row("clickRate", words.clickRate, words.clickRateIs, f?.clickRate, share),
    row("conversionRate", words.conversionRate, words.conversionRateIs, f?.conversionRate, share),
    row("gpm", words.gpm, words.gpmIs, f?.gpmFen, yuan),
  ];
}
