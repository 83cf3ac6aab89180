// Bundles the page into dist/: program, style, and for --sparql the second program and the packed engine.
// With --tests it bundles the tests into build/ instead, for Node's own test runner.
import { build } from "esbuild";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

// Browsers that have DecompressionStream, CSS nesting and :has(): since 2023.
const common = { bundle: true, target: ["chrome120", "firefox121", "safari17.2"], logLevel: "warning" };

if (process.argv.includes("--tests")) {
  const tests = (await readdir("test")).filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: "build",
    platform: "node",
    format: "esm",
    target: "node20",
    outExtension: { ".js": ".mjs" },
  });
} else {
  await mkdir("dist", { recursive: true });
  const page = { ...common, minify: true, format: "iife", charset: "utf8", legalComments: "none" };
  await build({ ...page, entryPoints: { page: "src/main.ts" }, outdir: "dist" });
  await build({ ...page, entryPoints: { sparql: "src/sparql.ts" }, outdir: "dist", define: { "import.meta.url": '""' } });
  const style = await build({ ...common, minify: true, entryPoints: ["src/page.css"], write: false });
  await writeFile("dist/page.css", style.outputFiles[0].text.trim());
  for (const name of ["page", "sparql"]) {
    // no text of the program may end the element that it stands in
    const text = await readFile(`dist/${name}.js`, "utf8");
    await writeFile(`dist/${name}.js`, text.trim().replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--"));
  }
  const engine = await readFile("node_modules/oxigraph/web_bg.wasm");
  await writeFile("dist/oxigraph.wasm.gz.txt", gzipSync(engine, { level: 9 }).toString("base64"));
}
