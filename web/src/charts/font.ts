/** What Chinese offices have installed, without a web font to load. */
export const FONT = `-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif`;
