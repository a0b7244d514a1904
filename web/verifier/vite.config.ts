import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { defineConfig, type Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(readFileSync(here("../package.json"), "utf8")) as { version: string };
const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The page is one file wherever it goes, so the licences of what is in it go along. */
const LICENCES = ["@noble/curves/LICENSE", "@noble/hashes/LICENSE", "sm-crypto-v2/LICENCE_MIT"].map((file) => {
  const text = readFileSync(here(`../node_modules/${file}`), "utf8").trim();
  return `${file.slice(0, file.lastIndexOf("/"))}\n\n${text.replaceAll("--", "- -")}`;
});
const NOTICE = `<!--\nPuhui. Copyright 2026 The Puhui Authors. Apache License, Version 2.0. With parts of:\n\n${LICENCES.join("\n\n")}\n-->`;

/** Everything into one page, whose policy names the digests of its own script and style and allows nothing else. */
function onePage(): Plugin {
  return {
    name: "one-page",
    enforce: "post",
    generateBundle(_, bundle) {
      const parts = Object.values(bundle);
      const code = parts.flatMap((part) => (part.type === "chunk" ? [part.code] : []));
      const style = parts.flatMap((part) => (part.type === "asset" && part.fileName.endsWith(".css") ? [String(part.source)] : []));
      const page = parts.find((part) => part.type === "asset" && part.fileName === "index.html");
      if (page?.type !== "asset" || code.length !== 1 || style.length !== 1) this.error("expected one page, one script and one style");
      const script = code[0]!.trim().replaceAll("</script", "<\\/script");
      const css = style[0]!.trim();
      const policy = [
        "default-src 'none'",
        `script-src ${hashOf(script)}`,
        `style-src ${hashOf(css)}`,
        "img-src data:",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
      ].join("; ");
      const source = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, "")
        .replace(/\s*<link rel="stylesheet"[^>]*>/, "")
        .replace('<meta charset="utf-8" />', () => `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
        .replace("</head>", () => `  <style>${css}</style>\n  </head>`)
        .replace("</body>", () => `  <script type="module">${script}</script>\n  </body>`)
        .replace("</html>", () => `</html>\n${NOTICE}`);
      for (const part of parts) delete bundle[part.fileName];
      this.emitFile({ type: "asset", fileName: "verifier.html", source });
    },
  };
}

export default defineConfig({
  root: here("."),
  publicDir: false,
  define: { __VERSION__: JSON.stringify(version) },
  resolve: { alias: { crypto: here("./proof/no_random.ts") } },
  plugins: [onePage()],
  build: {
    outDir: process.env.PUHUI_WEB_OUT ?? here("../dist"),
    emptyOutDir: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: { output: { codeSplitting: false } },
  },
});
