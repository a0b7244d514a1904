/** The mark and the name. */
export function Logo({ light = false }: { light?: boolean }) {
  return (
    <span className={light ? "logo logo-light" : "logo"}>
      <img src="/favicon.svg" alt="" width={28} height={28} />
      <span>普惠</span>
      <small>PUHUI</small>
    </span>
  );
}
