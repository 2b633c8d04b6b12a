import assert from "node:assert/strict";
import { test } from "node:test";
import { recogniseAddress } from "./recognise-address.ts";
import { regionPath, regions } from "./regions.ts";

type Row = [pasted: string, name: string, phone: string, region: string, street: string];
const hangzhou = "浙江省/杭州市/西湖区";
const beijing = "北京市/北京市/朝阳区";
const shanghai = "上海市/上海市/浦东新区";
const shenzhen = "广东省/深圳市/南山区";
const wen = "文三路90号东部软件园1号楼";

const layouts: Row[] = [
  [`王小明 13800138000 浙江省杭州市西湖区${wen} 收`, "王小明", "13800138000", hangzhou, wen],
  [`王小明，13800138000，浙江省杭州市西湖区${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`浙江省杭州市西湖区${wen} 王小明 13800138000`, "王小明", "13800138000", hangzhou, wen],
  [`13800138000 王小明 浙江省杭州市西湖区${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`浙江省杭州市西湖区${wen}，王小明（收），13800138000`, "王小明", "13800138000", hangzhou, wen],
  [
    `收货人：王小明\n手机号码：13800138000\n所在地区：浙江省杭州市西湖区\n详细地址：${wen}`,
    "王小明",
    "13800138000",
    hangzhou,
    wen,
  ],
  [`收件人: 王小明\n电话: 138-0013-8000\n地址: 浙江省 杭州市 西湖区 ${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`姓名：王小明；手机：13800138000；地址：浙江杭州西湖区${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`王小明\n13800138000\n浙江省\n杭州市\n西湖区\n${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`王小明13800138000浙江省杭州市西湖区${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`13800138000王小明浙江省杭州市西湖区${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`浙江省杭州市西湖区${wen}王小明13800138000`, "王小明", "13800138000", hangzhou, wen],
  [`王小明 +86 138 0013 8000 浙江省杭州市西湖区${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`王小明 +8613800138000 浙江 杭州 西湖区 ${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`杭州市西湖区${wen} 13800138000 王小明`, "王小明", "13800138000", hangzhou, wen],
  [`杭州西湖区${wen} 13800138000 王小明`, "王小明", "13800138000", hangzhou, wen],
  [`王小明 １３８００１３８０００ 浙江省杭州市西湖区${wen}`, "王小明", "13800138000", hangzhou, wen],
  [`浙江省-杭州市-西湖区 ${wen} 王小明 13800138000`, "王小明", "13800138000", hangzhou, wen],
  [`浙江省/杭州市/西湖区/${wen}，王小明，13800138000`, "王小明", "13800138000", hangzhou, wen],
  [`王小明 13800138000 中国浙江省杭州市西湖区${wen} 310012`, "王小明", "13800138000", hangzhou, wen],
  [`王小明 13800138000 浙江省杭州市西湖区${wen} 邮编：310012`, "王小明", "13800138000", hangzhou, wen],
  [
    "李小静 13912345678 北京市朝阳区建国路88号SOHO现代城C座1203",
    "李小静",
    "13912345678",
    beijing,
    "建国路88号SOHO现代城C座1203",
  ],
  ["李小静 13912345678 北京北京市朝阳区建国路88号", "李小静", "13912345678", beijing, "建国路88号"],
  ["李小静 13912345678 北京市 北京市 朝阳区 建国路88号", "李小静", "13912345678", beijing, "建国路88号"],
  ["李小静 13912345678 北京市市辖区朝阳区建国路88号", "李小静", "13912345678", beijing, "建国路88号"],
  ["北京朝阳区建国路88号 李小静收 13912345678", "李小静", "13912345678", beijing, "建国路88号"],
  ["上海市浦东新区世纪大道100号 陈晨 15000001111", "陈晨", "15000001111", shanghai, "世纪大道100号"],
  ["陈晨 15000001111 上海 浦东新区 世纪大道100号 15楼", "陈晨", "15000001111", shanghai, "世纪大道100号15楼"],
  ["陈晨，15000001111，浦东新区世纪大道100号", "陈晨", "15000001111", shanghai, "世纪大道100号"],
  ["陈晨 15000001111 上海市静安区北京西路968号", "陈晨", "15000001111", "上海市/上海市/静安区", "北京西路968号"],
  ["广东省深圳市南山区科技园科苑路15号 周杉禾 18600002222", "周杉禾", "18600002222", shenzhen, "科技园科苑路15号"],
  ["周杉禾 18600002222 深圳南山区科苑路15号", "周杉禾", "18600002222", shenzhen, "科苑路15号"],
  ["周杉禾 18600002222 深圳 南山 科苑路15号", "周杉禾", "18600002222", shenzhen, "科苑路15号"],
  [
    "收货人: 欧阳修文 电话: 0755-26001234 收货地址: 广东省深圳市南山区科苑路15号",
    "欧阳修文",
    "0755-26001234",
    shenzhen,
    "科苑路15号",
  ],
  ["重庆市渝中区解放碑民权路2号 唐果 13300003333", "唐果", "13300003333", "重庆市/重庆市/渝中区", "解放碑民权路2号"],
  ["唐果 13300003333 重庆市云阳县青龙路5号", "唐果", "13300003333", "重庆市/重庆市郊县/云阳县", "青龙路5号"],
  ["江苏省昆山市前进路1号 沈悦 13700004444", "沈悦", "13700004444", "江苏省/苏州市/昆山市", "前进路1号"],
  ["沈悦 13700004444 江苏苏州昆山市前进路1号", "沈悦", "13700004444", "江苏省/苏州市/昆山市", "前进路1号"],
  ["沈悦 13700004444 义乌市稠州北路1号", "沈悦", "13700004444", "浙江省/金华市/义乌市", "稠州北路1号"],
  [
    "广西壮族自治区南宁市青秀区民族大道1号 韦春 13600005555",
    "韦春",
    "13600005555",
    "广西壮族自治区/南宁市/青秀区",
    "民族大道1号",
  ],
  ["韦春 13600005555 广西南宁青秀区民族大道1号", "韦春", "13600005555", "广西壮族自治区/南宁市/青秀区", "民族大道1号"],
  [
    "内蒙古呼和浩特市赛罕区大学东路7号 白音 13500006666",
    "白音",
    "13500006666",
    "内蒙古自治区/呼和浩特市/赛罕区",
    "大学东路7号",
  ],
  [
    "阿依古丽·买买提 13400007777 新疆乌鲁木齐市天山区解放南路3号",
    "阿依古丽·买买提",
    "13400007777",
    "新疆维吾尔自治区/乌鲁木齐市/天山区",
    "解放南路3号",
  ],
  ["东莞市南城街道鸿福路200号 何伟 13200008888", "何伟", "13200008888", "广东省/东莞市/南城街道", "鸿福路200号"],
  [
    "湖北省仙桃市沔阳大道1号 彭亮 13100009999",
    "彭亮",
    "13100009999",
    "湖北省/省直辖县级行政区划/仙桃市",
    "沔阳大道1号",
  ],
  [
    "广东省湛江市赤坎区人民大道6号 林海 13000001234",
    "林海",
    "13000001234",
    "广东省/湛江市/其他区县",
    "赤坎区人民大道6号",
  ],
  ["Penny Oatfield 13911112222 上海市浦东新区张杨路500号", "Penny Oatfield", "13911112222", shanghai, "张杨路500号"],
  [
    "张先生 13911112222 成都市武侯区人民南路四段1号",
    "张先生",
    "13911112222",
    "四川省/成都市/武侯区",
    "人民南路四段1号",
  ],
  [
    "【收件人】赵茶茶 【电话】13911112222 【地址】天津市和平区南京路2号",
    "赵茶茶",
    "13911112222",
    "天津市/天津市/和平区",
    "南京路2号",
  ],
];

for (const [pasted, name, phone, region, street] of layouts) {
  test(`recognises: ${pasted.replaceAll("\n", " ⏎ ")}`, () => {
    const got = recogniseAddress(pasted);
    assert.deepEqual(
      [got.name, got.phone, `${got.province}/${got.city}/${got.district}`, got.street],
      [name, phone, region, street],
    );
    assert.equal(regionPath(got.districtCode)?.district.name, got.district);
  });
}

test("says which parts it found and leaves the others empty", () => {
  assert.deepEqual(recogniseAddress("王小明 13800138000").found, ["name", "phone"]);
  assert.deepEqual(recogniseAddress("").found, []);
  const street = recogniseAddress("朝阳区建国路88号");
  assert.equal(street.province, "", "two cities have a district of this name");
  assert.equal(street.street, "朝阳区建国路88号");
});

test("never fails on strange input", () => {
  for (const strange of ["。。。", "13800138000", "🍵🍵", "a".repeat(5000), "\u0001\u0002", "1".repeat(40), "收"]) {
    assert.ok(Array.isArray(recogniseAddress(strange).found));
  }
});

test("China has 34 provinces, every city has districts, every code is used once", () => {
  const cities = regions().flatMap((province) => province.children);
  const districts = cities.flatMap((city) => city.children);
  assert.equal(regions().length, 34);
  assert.ok(cities.length > 340, `${cities.length} cities`);
  assert.ok(cities.filter((city) => city.children.length > 2).length >= 60);
  for (const rows of [regions(), cities, districts]) {
    assert.equal(new Set(rows.map((row) => row.code)).size, rows.length);
    for (const row of rows) assert.match(`${row.code} ${row.name}`, /^\d{6} \p{Script=Han}+$/u);
  }
  for (const city of cities) assert.ok(city.children.length >= 2 || city.children[0]?.name.endsWith("市"), city.name);
});
