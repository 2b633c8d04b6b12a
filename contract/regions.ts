import { regionsTable } from "./regions-table.ts";

export type Region = { code: string; name: string; children: Region[] };
export type RegionPath = { province: Region; city: Region; district: Region };

const unlisted = (cityCode: string): Region[] => [
  { code: `${cityCode}01`, name: "市辖区", children: [] },
  { code: `${cityCode}99`, name: "其他区县", children: [] },
];

function readCity(provinceCode: string, text: string): Region {
  const [head = "", ...names] = text.split(" ");
  const cityCode = provinceCode + head.slice(0, 2);
  let own = 50;
  const children = names.map((word) => {
    const listed = /^\d\d/.test(word);
    if (!listed) own += 1;
    return {
      code: cityCode + (listed ? word.slice(0, 2) : String(own)),
      name: listed ? word.slice(2) : word,
      children: [],
    };
  });
  return { code: `${cityCode}00`, name: head.slice(2), children: children.length > 0 ? children : unlisted(cityCode) };
}

function readTable(): Region[] {
  const provinces: Region[] = [];
  for (const row of regionsTable.trim().split("\n")) {
    if (row.startsWith("#")) provinces.push({ code: `${row.slice(1, 3)}0000`, name: row.slice(3), children: [] });
    else {
      const province = provinces.at(-1);
      province?.children.push(...row.split("/").map((city) => readCity(province.code.slice(0, 2), city)));
    }
  }
  return provinces;
}

let table: Region[] | undefined;
let byCode: Map<string, RegionPath> | undefined;

/** All provinces with their cities and districts; read from the table at first use. */
export function regions(): Region[] {
  table ??= readTable();
  return table;
}

/** Where a six-digit district code lies, or undefined when there is no such district. */
export function regionPath(districtCode: string): RegionPath | undefined {
  byCode ??= new Map(
    regions().flatMap((province) =>
      province.children.flatMap((city) =>
        city.children.map((district) => [district.code, { province, city, district }] as const),
      ),
    ),
  );
  return byCode.get(districtCode);
}
