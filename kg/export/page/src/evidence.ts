// The evidence for an event, down to the sentence.

import type { Mention, Model } from "./data";
import { h, link } from "./dom";
import { parts } from "./mark";

/** One mention: the sentence with its marks, where it stands, and why it was read so. */
export function mentionElement(model: Model, mention: Mention): HTMLElement {
  const { article, said, place, day, mode, rule, confidence } = mention;
  const outlet = model.outlets[article.outlet] ?? "";
  const facts: [string, HTMLElement | string][] = [
    ["Said by", said?.name ?? ""],
    ["Place", place ? [place.name, place.country].filter(Boolean).join(", ") : ""],
    ["Day", day ? `read from “${day}”` : article.issued ? "that of publication" : ""],
    ["Mode", mode],
    ["Rule", rule ? h("code", {}, rule) : ""],
    ["Confidence", h("span", {}, h("meter", { min: 0, max: 1, value: confidence, "aria-hidden": "true" }), ` ${confidence.toFixed(2)}`)],
  ];
  return h(
    "article",
    { class: "mention" },
    h("blockquote", {}, parts(mention.sentence, mention.spans).map(({ text, role }) => (role ? h("mark", { class: role, title: role }, text) : text))),
    h(
      "p",
      { class: "from" },
      outlet && h("strong", {}, outlet),
      outlet && " ",
      article.url ? link(article.url, article.title || article.url) : h("span", {}, article.title || article.id),
      article.issued && h("span", { class: "muted" }, ` ${article.issued}`),
    ),
    h("dl", {}, facts.filter(([, value]) => value !== "").flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
  );
}
