import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Templates are written over several lines; what is between two tags need not travel. */
const tight: Plugin = {
  name: "tight-templates",
  enforce: "pre",
  transform: (code, id) => (id.includes("/widget/") && id.endsWith(".ts") ? code.replace(/([>}])\n\s+(?=<|\$\{)/g, "$1") : null),
};

// One classic script that a shop's page loads with `async`: no module graph, no second request, no eval.
export default defineConfig({
  plugins: [tight],
  resolve: {
    alias: [
      { find: /^\.\/transports\/index\.js$/, replacement: here("protocol/transports.js") },
      { find: /^socket\.io-parser$/, replacement: here("protocol/packets.js") },
      { find: /^socket\.io-client$/, replacement: here("node_modules/socket.io-client/build/esm/manager.js") },
    ],
  },
  build: {
    outDir: "dist",
    target: "es2022",
    minify: "terser",
    terserOptions: { ecma: 2020, module: true, compress: { passes: 3, unsafe_arrows: true, keep_fargs: false, pure_getters: true }, mangle: { properties: { regex: /^_(?!\$)[a-z]/i } }, format: { comments: false } },
    rolldownOptions: {
      // Nothing that is built in does anything by being read.
      treeshake: { propertyReadSideEffects: false },
      output: {
        generatedCode: { symbols: false },
        // Two shops on a page are two scripts; a page with Trusted Types allows Lit's policy to be made once.
        intro: "if (window.HuashuWidget) { HuashuWidget.begin(document.currentScript); return HuashuWidget; }",
      },
    },
    cssMinify: "lightningcss",
    lib: { entry: "widget/main.ts", formats: ["iife"], name: "HuashuWidget", fileName: () => "widget.js" },
  },
});
