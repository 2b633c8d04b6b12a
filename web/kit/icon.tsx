import type { CSSProperties } from "react";

/** Our own line icons on a 24 grid; `fill` icons are drawn solid. */
const lines = {
  back: "M15 4.5 7.5 12l7.5 7.5",
  next: "m9 4.5 7.5 7.5L9 19.5",
  down: "m5 9 7 7 7-7",
  close: "M6 6l12 12M18 6 6 18",
  check: "m5 12.5 4.5 4.5L19 7.5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  search: "M11 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM16 16l4 4",
  home: "M4 10.5 12 4l8 6.5V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19zM9.5 20v-5.5h5V20",
  orders:
    "M6.5 3.5h11A1.5 1.5 0 0 1 19 5v15.5l-2.8-1.7-2.1 1.7-2.1-1.7-2.1 1.7-2.1-1.7L5 20.5V5a1.5 1.5 0 0 1 1.5-1.5ZM9 8.5h6M9 12.5h6",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-3.9 3.6-6 7.5-6s6.9 2.1 7.5 6",
  bag: "M5 8.5h14l-1 10a2.2 2.2 0 0 1-2.2 2H8.2a2.2 2.2 0 0 1-2.2-2zM8.5 8.5V7.3a3.5 3.5 0 0 1 7 0v1.2",
  heart: "M12 20s-7.8-4.6-7.8-10.3A4.4 4.4 0 0 1 12 7a4.4 4.4 0 0 1 7.8 2.7C19.8 15.4 12 20 12 20Z",
  share: "M13.5 5 20 11l-6.5 6v-3.7c-4.6 0-7.5 1.4-9.5 4.7.5-5.2 3.5-9 9.5-9.5z",
  gift: "M4.5 9.5h15v3h-15zM6 12.5h12V20H6zM12 9.5V20M12 9.5S10.8 5 8.6 5C6 5 6.2 9.5 12 9.5Zm0 0S13.2 5 15.4 5C18 5 17.8 9.5 12 9.5Z",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  chat: "M12 4.5c4.9 0 8.5 3 8.5 7s-3.6 7-8.5 7a10 10 0 0 1-2.8-.4L5 20l.8-3.3A6.5 6.5 0 0 1 3.5 11.5c0-4 3.6-7 8.5-7Z",
  sound: "M4.5 9.5h3L12 6v12l-4.5-3.5h-3zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
  mute: "M4.5 9.5h3L12 6v12l-4.5-3.5h-3zM16 9.7l4.6 4.6M20.6 9.7 16 14.3",
  image: "M4.5 5h15v14h-15zM4.5 16l4.3-4.2 3.7 3.6 2.8-2.6 4.2 4M15.5 9.5h.01",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.3a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2Z",
  pin: "M12 20.5s6.5-5.7 6.5-10.6a6.5 6.5 0 0 0-13 0c0 4.9 6.5 10.6 6.5 10.6ZM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z",
  truck:
    "M3 6.5h11v10H3zM14 10h3.8L21 13v3.5h-7zM7 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 7 19ZM17 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z",
  shield: "M12 3.5 19 6v5.5c0 4.3-2.9 7.4-7 9-4.1-1.6-7-4.7-7-9V6zM9 12l2.3 2.3L15.3 10",
  shop: "M5 4.5h14l1.5 5a2.6 2.6 0 0 1-5 .5 2.9 2.9 0 0 1-5.7 0h.4a2.9 2.9 0 0 1-5.7 0 2.6 2.6 0 0 1-1-.5zM5 12v7.5h14V12",
  clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2",
  info: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5M12 8h.01",
  alert: "M12 4 21 19.5H3zM12 10v4.5M12 17h.01",
  speaker: "M4 10v4l3 .5L14 18V6L7 9.5zM17.5 9.5a3.5 3.5 0 0 1 0 5M8 14.5l1 5h2.5l-1-4",
  offline:
    "M3.5 9.5a12.5 12.5 0 0 1 4-2.6M11 6a12.5 12.5 0 0 1 9.5 3.5M6.5 13a8 8 0 0 1 3.5-2M14.5 11.3a8 8 0 0 1 3 1.7M9.5 16.3a4 4 0 0 1 5 0M12 19.5h.01M4 4l16 16",
  globe:
    "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c2.3 2.3 3.4 5.1 3.4 8.5s-1.1 6.2-3.4 8.5c-2.3-2.3-3.4-5.1-3.4-8.5s1.1-6.2 3.4-8.5Z",
  edit: "M5 19h3.5L19 8.5 15.5 5 5 15.5zM13 7.5l3.5 3.5",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7M10.5 10.5v6M13.5 10.5v6",
  copy: "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
  refresh: "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4h-4",
  video: "M3.5 6.5h12v11h-12zM15.5 11l5-3v8l-5-3z",
  chart: "M4.5 4.5v15h15M8 15.5l3.5-4.5 3 2.5 4-5.5",
  box: "M4 8l8-4 8 4v8.5l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5",
  scan: "M4.5 8.5v-4h4M15.5 4.5h4v4M19.5 15.5v4h-4M8.5 19.5h-4v-4M4.5 12h15",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
  gear: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM12 3.5v3M12 17.5v3M20.5 12h-3M6.5 12h-3M18 6l-2.1 2.1M8.1 15.9 6 18M18 18l-2.1-2.1M8.1 8.1 6 6",
} as const;
const solids = {
  play: "M8 5.2c0-.9 1-1.5 1.8-1l9.7 6.8a1.2 1.2 0 0 1 0 2L9.8 19.8A1.2 1.2 0 0 1 8 18.8z",
  pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
  heartFull: "M12 20.3s-8-4.7-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.8c0 5.8-8 10.5-8 10.5Z",
  bagFull:
    "M8 8V7a4 4 0 0 1 8 0v1h3.2l-1 10.6a2.5 2.5 0 0 1-2.5 2.3H8.3a2.5 2.5 0 0 1-2.5-2.3L4.8 8zm1.8 0h4.4V7a2.2 2.2 0 0 0-4.4 0z",
  star: "m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8L3.6 9.7l5.8-.8z",
} as const;

export type IconName = keyof typeof lines | keyof typeof solids;
export const iconNames = [...Object.keys(lines), ...Object.keys(solids)] as IconName[];

type Props = {
  name: IconName;
  size?: number;
  label?: string;
  weight?: number;
  style?: CSSProperties;
  className?: string | undefined;
};

export function Icon({ name, size = 24, label, weight = 1.7, style, className }: Props) {
  const solid = name in solids;
  const path = solid ? solids[name as keyof typeof solids] : lines[name as keyof typeof lines];
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={solid ? "currentColor" : "none"}
      stroke={solid ? "none" : "currentColor"}
      strokeWidth={name === "more" ? 2.6 : weight}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: "none", ...style }}
      className={className}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={path} />
    </svg>
  );
}
