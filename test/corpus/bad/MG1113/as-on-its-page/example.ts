import { detector } from "monitorgen";
import { music, requests } from "./base.ts";

export const detectors = [
  detector.iqr("Unusual", {
    watch: requests.rate("5m").by("service"),
    severity: "ticket",
    owner: music,
    parameters: { windowSamples: 20, warmUpSamples: 60 },
  }),
];
