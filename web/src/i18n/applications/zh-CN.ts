/** 撤回贷款申请。 */
export const zh = {
  "application.withdraw": "撤回申请",
  "application.withdraw.help": "签约之前可随时撤回，撤回后不能恢复。授权不会随之撤销，可在“授权管理”中逐项撤销。",
  "application.withdraw.reason": "撤回原因（银行可见）",
  "application.withdraw.confirm": "确认撤回",
  "application.withdraw.keep": "暂不撤回",
  "application.withdrawn": "您已撤回这笔申请",
  "application.withdrawn.help": "银行不再办理。数据授权仍然有效，不需要时请到“授权管理”撤销。",
  "application.withdrawn.act": "管理授权",
} as const;
