/** How far a look is, as a percentage: nothing is known until the first custodian has answered. */
export function through(look: { done: number; total: number | null }): number {
  return look.total ? Math.round((100 * look.done) / look.total) : 0;
}
