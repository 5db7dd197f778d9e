import limits from "../../limits.json";

export const title = limits.title;
