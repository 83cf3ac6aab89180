// Bundles the page into dist/: program, style, and for --sparql the second program and the packed engine.
// With --tests it bundles the tests into build/ instead, for Node's own test runner.
import { build } from "esbuild";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

// Browsers that have DecompressionStream and color-mix(): since 2023.
const common = { bundle: true, target: ["chrome120", "firefox121", "safari17.2"], logLevel: "warning" };

async function tests() {
  const files = (await readdir("test")).filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: files.map((name) => `test/${name}`),
    outdir: "build",
    platform: "node",
    format: "esm",
    target: "node20",
    outExtension: { ".js": ".mjs" },
  });
}

async function page() {
  await mkdir("dist", { recursive: true });
  const programs = { ...common, minify: true, format: "iife", charset: "utf8", legalComments: "none", metafile: true, write: false };
  const used = new Set();
  for (const [name, entry] of [["page", "src/main.ts"], ["sparql", "src/sparql.ts"]]) {
    const made = await build({ ...programs, entryPoints: [entry], define: { "import.meta.url": '""' } });
    const packages = packagesOf(made.metafile);
    packages.forEach((found) => used.add(found));
    // no text of the program may end the element that it stands in
    const text = made.outputFiles[0].text.trim().replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
    await writeFile(`dist/${name}.js`, `/* Dyad, MIT; holds ${await licences(packages)} */\n${text}`);
  }
  const texts = await Promise.all([...used].sort().map(async (name) => `${name}\n\n${await licenceText(name)}`));
  await writeFile("dist/licenses.txt", texts.join("\n\n"));
  const style = await build({ ...common, minify: true, entryPoints: ["src/page.css"], write: false });
  await writeFile("dist/page.css", style.outputFiles[0].text.trim());
  const engine = await readFile("node_modules/oxigraph/web_bg.wasm");
  await writeFile("dist/oxigraph.wasm.gz.txt", gzipSync(engine, { level: 9 }).toString("base64"));
}

/** The packages of which a bundle holds a part. */
function packagesOf(metafile) {
  const names = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

async function licences(packages) {
  const told = packages.map(async (name) => {
    const { version, license } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
    return `${name} ${version} (${license})`;
  });
  return (await Promise.all(told)).join(", ");
}

async function licenceText(name) {
  const file = (await readdir(`node_modules/${name}`)).find((found) => /^licen[cs]e/i.test(found));
  return file ? readFile(`node_modules/${name}/${file}`, "utf8") : "see its package.json\n";
}

await (process.argv.includes("--tests") ? tests() : page());
