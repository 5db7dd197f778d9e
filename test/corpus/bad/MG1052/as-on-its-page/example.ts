import { alert } from "monitorgen";
import { errorRatio, music } from "./base.ts";

export const alerts = [
  alert("Wrong", {
    when: errorRatio.above("1%"),
    severity: "page",
    owner: music,
    summary: "Something is wrong",
    labels: { ["__proto__"]: "May" },
  }),
];
