import { alert } from "monitorgen";
import { errorRatio, music } from "./base.ts";

export const alerts = [
  alert("ErrorRatioHigh", {
    when: errorRatio.above("1%"),
    for: patience,
    severity: "page",
    owner: music,
    summary: "Requests fail",
  }),
];

const patience = "10m";
