import { Input } from "antd";
import { useEffect, useState } from "react";

const PAUSE_MS = 250;

/** A field whose words are told once the person pauses, so that a list is not read at every letter. */
export function SearchField({ label, onSearch }: { label: string; onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState("");
  useEffect(() => {
    const later = setTimeout(() => onSearch(typed.trim()), PAUSE_MS);
    return () => clearTimeout(later);
  }, [typed, onSearch]);
  return <Input.Search allowClear maxLength={64} placeholder={label} aria-label={label} onChange={(event) => setTyped(event.target.value)} style={{ maxWidth: 320 }} />;
}
