// Colours of what is drawn on a canvas; those of the page itself stand in page.css.

/** Quad classes in the palette of Okabe and Ito (2008), which colour-blind people tell apart; 0 is none. */
const QUADS = {
  light: ["#8b8f95", "#56b4e9", "#0072b2", "#e69f00", "#d55e00"],
  dark: ["#8b9098", "#7cc7f2", "#3f97d6", "#f0b53c", "#ef7a35"],
};

/** Kinds of actors in colours that no quad class has (Tol's muted palette). */
const KINDS: Record<Theme, Record<string, string>> = {
  light: { Country: "#3b3a8f", Person: "#aa4499", Organization: "#117733", Group: "#7a7a2e", "": "#777c83" },
  dark: { Country: "#a3a1f0", Person: "#e08bd0", Organization: "#5fc48a", Group: "#cfcf7a", "": "#9aa0a8" },
};

/** Sectors that a colour stands for, and what they are together. */
export const SECTOR_GROUPS: readonly { readonly name: string; readonly codes: readonly string[]; readonly light: string; readonly dark: string }[] = [
  { name: "government, parliament, courts", codes: ["GOV", "LEG", "JUD", "PRE", "ELI"], light: "#aa4499", dark: "#e08bd0" },
  { name: "military, police, secret services", codes: ["MIL", "COP", "SPY"], light: "#117733", dark: "#5fc48a" },
  { name: "rebels and other armed groups", codes: ["REB", "PRM", "UAF", "CRM"], light: "#882255", dark: "#e06aa0" },
  { name: "opposition, parties", codes: ["OPP", "PTY"], light: "#cc6677", dark: "#f09aa6" },
  { name: "civil society", codes: ["CVL", "SOC", "LAB", "EDU", "MED", "REL", "REF", "AGR", "JRN", "NGO"], light: "#44aa99", dark: "#7fd6c8" },
  { name: "business", codes: ["BUS"], light: "#7a7a2e", dark: "#cfcf7a" },
];

const INK = {
  light: { ink: "#1b1f24", onDisc: "#ffffff", halo: "#fbfbfa", muted: "#59616b", line: "#d5d9de", land: "#e4e6e3", shore: "#c3c8c6", paper: "#fbfbfa" },
  dark: { ink: "#eceef0", onDisc: "#14171b", halo: "#14171b", muted: "#a4adb8", line: "#39414b", land: "#2a3038", shore: "#454e59", paper: "#14171b" },
};

export type Theme = "light" | "dark";

export class Colours {
  constructor(readonly theme: Theme) {}
  quad(quad: number): string {
    return QUADS[this.theme][quad] ?? QUADS[this.theme][0];
  }
  kind(kind: string): string {
    return KINDS[this.theme][kind] ?? KINDS[this.theme][""];
  }
  sector(code: string): string {
    const group = SECTOR_GROUPS.find(({ codes }) => codes.includes(code));
    return group ? group[this.theme] : this.kind("");
  }
  get ink(): (typeof INK)["light"] {
    return INK[this.theme];
  }
}

/** A colour laid thinly over the background, as #rrggbb: for what is to stand back. */
export function faded(colour: string, over: string, share: number): string {
  const channel = (text: string, at: number): number => parseInt(text.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(colour, at) * share + channel(over, at) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
