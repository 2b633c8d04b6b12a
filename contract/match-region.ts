import { type Region, regions } from "./regions.ts";

/** A stretch of text that names a region; missing higher levels are filled in from the lower ones. */
export type RegionMatch = {
  start: number;
  end: number;
  province: Region;
  city?: Region;
  district?: Region;
  score: number;
};
type Step = { end: number; full: boolean };

const gap = /^(?:[\s,;·\-/>|]|市辖区|\(|\))*/;
const roadAhead = /^(?:[东西南北中一二三四五]?(?:大道|路|街|道|巷)|[区县])/;

export const shortName = (name: string) =>
  name.replace(/(?:壮族|回族|维吾尔)?自治区$|特别行政区$|(?:[^\s]{2,4}族)+自治[州县]$|[省市盟]$|地区$/u, "");

const skipGap = (text: string, at: number) => at + (gap.exec(text.slice(at))?.[0].length ?? 0);

function nameAt(text: string, at: number, name: string): Step | undefined {
  if (text.startsWith(name, at)) return { end: at + name.length, full: true };
  const short = shortName(name);
  if (short.length < 2 || short === name || !text.startsWith(short, at)) return undefined;
  const end = at + short.length;
  return roadAhead.test(text.slice(end)) ? undefined : { end, full: false };
}

function longest<T extends Region>(text: string, at: number, among: T[]): { region: T; step: Step } | undefined {
  let best: { region: T; step: Step } | undefined;
  for (const region of among) {
    const step = nameAt(text, at, region.name);
    if (step && (!best || step.end > best.step.end)) best = { region, step };
  }
  return best;
}

/** After a province or city a district may lose its last character, but only before a pause. */
function districtAt(text: string, at: number, among: Region[]): { region: Region; step: Step } | undefined {
  const named = among.filter((district) => district.name.length > 1 && text.startsWith(district.name, at));
  const region = named.sort((a, b) => b.name.length - a.name.length)[0];
  if (region) return { region, step: { end: at + region.name.length, full: true } };
  const clipped = among.find((district) => {
    const short = district.name.slice(0, -1);
    const next = text.slice(at + short.length);
    if (short.length < 2 || !text.startsWith(short, at)) return false;
    return district.name.endsWith("市") ? !roadAhead.test(next) : /^(?:[\s,;]|$)/.test(next);
  });
  return clipped ? { region: clipped, step: { end: at + clipped.name.length - 1, full: false } } : undefined;
}

const districtsOf = (cities: Region[]) => cities.flatMap((city) => city.children);
const cityOf = (province: Region, district: Region) =>
  province.children.find((city) => city.children.includes(district));

function fromProvince(text: string, start: number, province: Region, first: Step): RegionMatch {
  let at = first.end;
  let score = first.full ? 3 : 2;
  let city: Region | undefined;
  const again = longest(text, skipGap(text, at), [province]);
  const municipality = province.children[0]?.name === province.name;
  const cityHit = longest(text, skipGap(text, at), province.children);
  if (cityHit) {
    city = cityHit.region;
    at = cityHit.step.end;
    score += cityHit.step.full ? 3 : 2;
  } else if (municipality && again) at = again.step.end;
  const near = city ? districtAt(text, skipGap(text, at), city.children) : undefined;
  const hit = near ?? districtAt(text, skipGap(text, at), districtsOf(province.children));
  if (!hit) return { start, end: at, province, ...(city ? { city } : {}), score };
  const owner = cityOf(province, hit.region) ?? city;
  return {
    start,
    end: hit.step.end,
    province,
    ...(owner ? { city: owner } : {}),
    district: hit.region,
    score: score + 4,
  };
}

function fromCity(text: string, start: number): RegionMatch | undefined {
  const hit = longest(
    text,
    start,
    regions().flatMap((province) => province.children),
  );
  const province = regions().find((each) => hit && each.children.includes(hit.region));
  if (!hit || !province) return undefined;
  const { region: city, step } = hit;
  const district = districtAt(text, skipGap(text, step.end), city.children);
  const score = (step.full ? 3 : 2) + (district ? 4 : 0);
  return {
    start,
    end: district?.step.end ?? step.end,
    province,
    city,
    ...(district ? { district: district.region } : {}),
    score,
  };
}

/** A district alone is believed only when China has one district of that name. */
function fromDistrict(text: string, start: number): RegionMatch | undefined {
  const hits = regions().flatMap((province) =>
    province.children.flatMap((city) =>
      city.children
        .filter(
          ({ name }) => name.length > 2 && name !== "市辖区" && name !== "其他区县" && text.startsWith(name, start),
        )
        .map((district) => ({ province, city, district })),
    ),
  );
  const [hit] = hits;
  return hit && hits.length === 1 ? { start, end: start + hit.district.name.length, ...hit, score: 4 } : undefined;
}

function matchAt(text: string, start: number): RegionMatch | undefined {
  const province = longest(text, start, regions());
  const options = [
    province ? fromProvince(text, start, province.region, province.step) : undefined,
    fromCity(text, start),
    fromDistrict(text, start),
  ].filter((option) => option !== undefined);
  return options.sort((a, b) => b.score - a.score || b.end - a.end)[0];
}

/** The most telling region in the text; a lone short name counts only where a phrase begins. */
export function matchRegion(text: string): RegionMatch | undefined {
  let best: RegionMatch | undefined;
  for (let start = 0; start < text.length; start += 1) {
    const match = matchAt(text, start);
    const begins = start === 0 || /[\s,;:|]/.test(text.charAt(start - 1));
    if (match && (begins || match.score >= 3) && match.score > (best?.score ?? 0)) best = match;
  }
  return best;
}
