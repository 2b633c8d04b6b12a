/** Text that may stand in a page as it is. */
export type Html = { html: string };

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? "");

export const trusted = (text: string): Html => ({ html: text });

/** A template whose every value is escaped, unless it is already Html or a list of it. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html | Html[] | null)[]): Html {
  let text = parts[0] ?? "";
  values.forEach((value, place) => {
    const pieces = Array.isArray(value) ? value : [value];
    for (const piece of pieces)
      text += piece === null ? "" : typeof piece === "object" ? piece.html : escaped(String(piece));
    text += parts[place + 1] ?? "";
  });
  return { html: text };
}

export const yuan = (fen: number): string =>
  `${new Intl.NumberFormat("en-US").format(Math.floor(fen / 100))}.${String(fen % 100).padStart(2, "0")}`;
