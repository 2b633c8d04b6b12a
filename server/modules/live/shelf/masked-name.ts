/** A buyer before strangers: the first letter, and no more. */
export function maskedName(name: string | undefined): string {
  const [first] = new Intl.Segmenter("zh").segment(name ?? "");
  return `${first?.segment ?? ""}**`;
}
