/** 各页面共用的提示。 */
export const zh = {
  "stale.title": "情况有变，页面已更新",
  "history.none": "对方收到后，每一步都会出现在这里，并附存证回执。",
} as const;
