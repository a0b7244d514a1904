import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The node serves the built app from its own package; in development, /api goes to a node or to the fake city.
const NODE_IN_DEVELOPMENT = process.env.PUHUI_NODE ?? "http://localhost:8101";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: process.env.PUHUI_WEB_OUT ?? "dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        // Large libraries change seldom: a browser that knows them loads only our part after an upgrade.
        manualChunks(id: string): string | undefined {
          if (/node_modules\/(echarts|zrender)\//.test(id)) return "echarts";
          if (/node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\//.test(id)) return "react";
          return undefined;
        },
      },
    },
  },
  server: { proxy: { "/api": NODE_IN_DEVELOPMENT } },
});
