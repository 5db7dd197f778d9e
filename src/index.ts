export * from "./dsl/index.ts";
export * from "./library/index.ts";
