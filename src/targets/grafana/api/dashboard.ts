import type { Dashboard } from "../../../program/program.ts";

/** The declaration of an API's dashboard. */
export type ApiDashboard = Extract<Dashboard, { readonly type: "api-performance" }>;
