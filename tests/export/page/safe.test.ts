import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";
import { webAddress } from "../src/dom";

test("only addresses of the web are followed", () => {
  assert.equal(webAddress("https://news.example/a"), "https://news.example/a");
  for (const bad of ["javascript:alert(1)", " JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "/local", "java\nscript:alert(1)", ""]) {
    assert.equal(webAddress(bad), null, bad);
  }
});
test("no text becomes markup or code", async () => {
  for (const name of await readdir("src")) {
    const text = await readFile(`src/${name}`, "utf8");
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createContextualFragment/, name);
  }
});
