import { matchRegion } from "./match-region.ts";

export type AddressPart = "name" | "phone" | "province" | "city" | "district" | "street";
export type RecognisedAddress = Record<AddressPart, string> & { districtCode: string; found: AddressPart[] };

const surnames =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧上司诸东皇令慕端";
const placeWord =
  /[省市区县旗州镇乡村路街道巷弄号室栋幢楼层座园苑城厦院场店里门港湾府庄寓店]$|小区|大厦|公寓|广场|花园|单元/u;
const nameLabel =
  /(?:收货人|收件人|收方|联系人|姓名|名字|name|receiver)(?:姓名)?\s*[:]\s*([^\s,;|:\d]{1,20}(?: [A-Za-z]+)*)/iu;
const labels =
  /(?:收货人|收件人|收方|联系人|姓名|名字)(?:姓名)?\s*[:]?|(?:联系|收货|收件|手机)?(?:电话|号码|手机号码?|方式)\s*[:]?|手机\s*[:]?|(?:所在|收货|收件)?(?:地区|省市区|省份|城市|区县)\s*[:]|(?:详细|收货|收件|街道|家庭|公司)?(?:地址|住址)\s*[:]?|邮编\s*[:]?\s*\d{6}|邮政编码\s*[:]?\s*\d{6}|(?:name|receiver|phone|tel|mobile|address)\s*[:]/giu;
const mobile = /(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})(?!\d)/u;
const landline = /(?<!\d)(0\d{2,3}-\d{7,8}(?:-\d{1,5})?)(?!\d)/u;
const phoneMark = "\u0001";
const regionMark = "\u0002";

const tidy = (pasted: string) =>
  pasted
    .normalize("NFKC")
    .replace(/[，、。；;|【】[\]"“”]/gu, ",")
    .replace(/[\r\n\t]+/gu, ",")
    .replace(/\(\s*收\s*\)|\(\s*收件\s*\)/gu, " 收 ");

const withoutReceipt = (word: string) => (word.length > 1 ? word.replace(/(?:亲?收|亲启|启)$/u, "") : word);

function looksLikeName(word: string): boolean {
  const plain = withoutReceipt(word);
  if (/^[A-Za-z][A-Za-z.'-]*(?: [A-Za-z.'-]+){0,3}$/u.test(plain)) return true;
  if (/^[\p{Script=Han}]+·[\p{Script=Han}·]+$/u.test(plain)) return true;
  return /^\p{Script=Han}{2,4}$/u.test(plain) && !placeWord.test(plain);
}

/** Words next to the phone, at either end, or with a known surname are likelier to be the person. */
function pickName(words: string[]): number {
  let best = { index: -1, score: 0 };
  words.forEach((word, index) => {
    if (word === phoneMark || word === regionMark || !looksLikeName(word)) return;
    const beside = words[index - 1] === phoneMark || words[index + 1] === phoneMark;
    const edge = index === 0 || index === words.length - 1;
    const known = surnames.includes(word.charAt(0)) || /(?:先生|女士|小姐|·)/u.test(word);
    const score = (beside ? 2 : 0) + (edge ? 1 : 0) + (known ? 2 : 0) + (withoutReceipt(word) === word ? 0 : 2);
    if (score > best.score) best = { index, score };
  });
  return best.index;
}

const join = (words: string[]) =>
  words.reduce((text, word) => text + (/[A-Za-z\d]$/u.test(text) && /^[A-Za-z\d]/u.test(word) ? " " : "") + word, "");

/** Without a pause before it, a name may stick to the end of the street: 90号王小明收. */
function nameAtTheEnd(street: string): { street: string; name: string } | undefined {
  const found = /^(.*(?:号|室|栋|幢|楼|层|户|单元|座|\d))(\p{Script=Han}{2,3})(?:收|亲启)?$/u.exec(street);
  const [, rest = "", name = ""] = found ?? [];
  return surnames.includes(name.charAt(0)) && name !== "" && !placeWord.test(name) ? { street: rest, name } : undefined;
}

function takePhone(text: string): { phone: string; rest: string } {
  const hit = mobile.exec(text) ?? landline.exec(text);
  if (!hit) return { phone: "", rest: text };
  const phone = hit[1] ?? "";
  const digits = phone.startsWith("0") ? phone : phone.replace(/\D/gu, "");
  return { phone: digits, rest: text.replace(hit[0], ` ${phoneMark} `) };
}

function wordsOf(text: string): string[] {
  return text
    .split(/[\s,]+/u)
    .map((word) => word.replace(/^[:\-/]+|[:\-/]+$/gu, ""))
    .filter((word) => word !== "" && !/^(?:收|收件|中国|中华人民共和国|\d{6})$/u.test(word));
}

/** Latin names are written in several words; they stay together. */
function joinLatin(words: string[]): string[] {
  return words.reduce<string[]>((kept, word) => {
    const last = kept.at(-1) ?? "";
    const both = /^[A-Z][a-z.'-]*( [A-Z][a-z.'-]*)*$/u.test(last) && /^[A-Z][a-z.'-]*$/u.test(word);
    return both ? [...kept.slice(0, -1), `${last} ${word}`] : [...kept, word];
  }, []);
}

/** Takes a pasted delivery note apart: who, which phone, where. What is not found stays an empty string. */
export function recogniseAddress(pasted: string): RecognisedAddress {
  const text = tidy(pasted.slice(0, 500));
  const labelled = nameLabel.exec(text);
  let name = withoutReceipt(labelled?.[1] ?? "");
  const unnamed = labelled ? text.replace(labelled[0], ",") : text;
  const { phone, rest } = takePhone(unnamed);
  const bare = rest.replace(labels, ",").replace(/(^|[\s,])(?:中国|中华人民共和国)(?=\p{Script=Han})/gu, "$1");
  const region = matchRegion(bare);
  const marked = region ? `${bare.slice(0, region.start)} ${regionMark} ${bare.slice(region.end)}` : bare;
  const words = joinLatin(wordsOf(marked));
  if (name === "") {
    const [picked] = words.splice(Math.max(pickName(words), 0), pickName(words) < 0 ? 0 : 1);
    name = withoutReceipt(picked ?? "");
  }
  const split = words.indexOf(regionMark);
  const places = words.filter((word) => word !== phoneMark && word !== regionMark);
  const after = split < 0 ? places : words.slice(split + 1).filter((word) => word !== phoneMark);
  const before = split < 0 ? [] : words.slice(0, split).filter((word) => word !== phoneMark);
  let street = join([...after, ...before]);
  const glued = name === "" ? nameAtTheEnd(street) : undefined;
  if (glued) ({ street, name } = glued);
  const other =
    region?.city && !region.district ? region.city.children.find((each) => each.name === "其他区县") : undefined;
  const district = region?.district ?? other;
  const parts = {
    name,
    phone,
    province: region?.province.name ?? "",
    city: region?.city?.name ?? "",
    district: district?.name ?? "",
    street: street.replace(/收$/u, ""),
  };
  const order: AddressPart[] = ["name", "phone", "province", "city", "district", "street"];
  return { ...parts, districtCode: district?.code ?? "", found: order.filter((part) => parts[part] !== "") };
}
