/** One sheet for the pay page and the lists: quiet, large targets, light and dark. */
export const STYLE = `
:root{--ink:#14201b;--soft:#55635c;--line:#dfe6e1;--ground:#eef3ef;--card:#fff;--green:#0b7a4b;--green-deep:#086039;
--red:#b3261e;--amber:#7a4a00;--amber-ground:#fff3d6;--ring:#0b7a4b55}
@media (prefers-color-scheme:dark){:root{--ink:#eaf2ed;--soft:#a5b4ac;--line:#2d3833;--ground:#0f1613;--card:#18211d;
--green:#12804f;--green-deep:#0f6f44;--red:#ff8a80;--amber:#ffd58a;--amber-ground:#3a2a08;--ring:#3ddc9755}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;background:var(--ground);color:var(--ink);
font:16px/1.55 -apple-system,"PingFang SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",system-ui,sans-serif;
-webkit-text-size-adjust:100%}
.test{margin:0;padding:9px 16px;background:var(--amber-ground);color:var(--amber);font-size:13px;text-align:center}
.test strong{margin-right:6px}
main{max-width:430px;margin:0 auto;padding:16px 16px calc(28px + env(safe-area-inset-bottom))}
.wide main{max-width:860px}
.top{display:flex;align-items:center;gap:9px;margin:2px 2px 16px}
.top svg{flex:none;color:var(--green)}
.top .brand{font-weight:650;font-size:15px;letter-spacing:.01em}
.lang{margin-left:auto;color:var(--soft);font-size:14px;padding:10px 12px;margin-right:-10px;border-radius:10px;text-decoration:none}
.lang:hover{text-decoration:underline}
.card{background:var(--card);border-radius:20px;padding:24px 20px;box-shadow:0 1px 2px #0b2a1b12,0 12px 32px -16px #0b2a1b30}
.card+.card{margin-top:14px}
.payee{margin:0;text-align:center;color:var(--soft);font-size:15px;font-weight:500;overflow-wrap:anywhere}
.amount{margin:6px 0 4px;text-align:center;font-size:46px;line-height:1.15;font-weight:700;letter-spacing:-.02em;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.amount .sign{font-size:26px;font-weight:600;margin-right:3px;vertical-align:.32em}
.amount.long{font-size:34px}
.left{margin:0;text-align:center;color:var(--soft);font-size:14px}
.left b{color:var(--ink);font-variant-numeric:tabular-nums;font-weight:650}
dl{margin:20px 0 0;padding-top:14px;border-top:1px solid var(--line);display:grid;grid-template-columns:auto 1fr;gap:8px 16px;font-size:14px}
dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere;min-width:0}
dd.no{font:13px/1.6 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
form{margin:0}
button,.button{appearance:none;display:flex;align-items:center;justify-content:center;gap:8px;width:100%;min-height:48px;
padding:10px 16px;border:1px solid var(--line);border-radius:14px;background:var(--card);color:var(--ink);
font:inherit;font-weight:550;text-align:center;text-decoration:none;cursor:pointer}
button:hover,.button:hover{border-color:var(--soft)}
:focus-visible{outline:3px solid var(--ring);outline-offset:2px}
.pay{min-height:54px;margin-top:16px;border-color:transparent;background:var(--green);color:#fff;font-size:18px;font-weight:650;
box-shadow:0 8px 20px -10px #0b7a4b99}
.pay:hover{background:var(--green-deep);border-color:transparent}
button[aria-busy=true]{opacity:.65;cursor:progress}
.leave{margin-top:10px;border-color:transparent;background:none;color:var(--soft)}
.tries{margin-top:14px}
h2{margin:0 0 10px;font-size:13px;font-weight:600;color:var(--soft);text-align:left}
.three{display:grid;grid-template-columns:repeat(3,1fr);gap:8px}
.three button{font-size:14px;padding:8px 4px;line-height:1.3}
.said{margin:0 0 14px;padding:11px 14px;border-radius:12px;background:color-mix(in srgb,var(--red) 11%,var(--card));color:var(--red);font-size:14px}
.end{text-align:center;padding-top:34px;padding-bottom:30px}
.end h1{margin:12px 0 2px;font-size:22px}
.end .amount{font-size:38px;color:var(--ink)}.end dt{text-align:left}
.end p{margin:4px 0;color:var(--soft);font-size:15px}
.end svg{width:68px;height:68px}
.end .good{color:var(--green)}.end .bad{color:var(--red)}.end .wait{color:var(--amber)}
.foot{margin:18px 6px 0;color:var(--soft);font-size:12.5px;text-align:center}
h1.list{margin:4px 2px 14px;font-size:24px}
.row{display:grid;gap:4px 16px;padding:16px 0;border-top:1px solid var(--line)}
.row:first-child{border-top:0;padding-top:0}.row:last-child{padding-bottom:0}
.row .head{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 12px}
.row .head b{font-size:17px}.row time,.row small{color:var(--soft);font-size:13px}
.row p{margin:0;overflow-wrap:anywhere}
.code{font:700 26px/1.3 ui-monospace,"SF Mono",Menlo,Consolas,monospace;letter-spacing:.14em}
.steps{display:grid;grid-template-columns:repeat(auto-fit,minmax(120px,1fr));gap:8px;margin-top:10px}
.steps button{font-size:14px;min-height:44px}
.steps button[disabled]{opacity:.45;cursor:default}
.none{text-align:center;color:var(--soft);padding:28px 0;margin:0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:no-preference){.end .good path{stroke-dasharray:40;animation:draw .5s ease-out both}
@keyframes draw{from{stroke-dashoffset:40}to{stroke-dashoffset:0}}}
`;
