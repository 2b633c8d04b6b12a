// The light build has no types of its own; it is the full one without subtitles, captions and encryption.
declare module "hls.js/light" {
  export { default } from "hls.js";
}
