import { alert } from "monitorgen";
import { errorRatio, music } from "./base.ts";

const labels: Record<string, any> = { since: "May" };
labels.more = labels;

export const alerts = [
  alert("Wrong", {
    when: errorRatio.above("1%"),
    severity: "page",
    owner: music,
    summary: "Something is wrong",
    labels,
  }),
];
