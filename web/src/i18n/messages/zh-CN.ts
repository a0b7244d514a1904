/** The thread of an application. */
export const zh = {
  "messages.title": "留言",
  "messages.banker": "客户经理：{name}",
  "messages.empty.enterprise": "有疑问可直接问银行；对方收到后会立即看到提醒",
  "messages.empty.bank": "可在这里向企业核实情况或请其补充说明；企业会立即收到提醒",
  "messages.write": "写留言",
  "messages.send": "发送",
} as const;
