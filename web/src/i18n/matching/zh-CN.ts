export const zh = {
  "matches.first": "共 {total} 个产品，显示最合适的 {shown} 个。",
  "matches.guess": "通过可能性目前采用公开的默认值：已知的审批决定还不够多。排名不可购买。",
  "matches.fitted": "通过可能性根据本市场 {outcomes} 笔审批决定得出，截至 {date}。排名不可购买。",
} as const;
