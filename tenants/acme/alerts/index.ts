export * from "./api.ts";
export * from "./business.ts";
export * from "./database.ts";
export * from "./hosts.ts";
export * from "./jobs.ts";
export * from "./recommender.ts";
export * from "./targets.ts";
