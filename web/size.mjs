// The widget's size as it travels. Exit 1 when it is more than a page should have to load.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST_BYTES = 30 * 1024;
const size = gzipSync(readFileSync(new URL("dist/widget.js", import.meta.url)), { level: 9 }).length;
console.log(`widget.js: ${size} bytes gzipped, at most ${MOST_BYTES}`);
process.exit(size > MOST_BYTES ? 1 : 0);
