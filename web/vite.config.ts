import { defineConfig } from "vite";

// One classic script that a shop's page loads with `async`: no module graph, no second request, no eval.
export default defineConfig({
  build: {
    outDir: "dist",
    target: "es2022",
    cssMinify: "lightningcss",
    lib: { entry: "widget/main.ts", formats: ["iife"], name: "HuashuWidget", fileName: () => "widget.js" },
  },
});
