import { environment, override } from "monitorgen";
import { errorRatioHigh, latencyHigh, playerSilent, throughputDropped } from "./alerts/api.ts";
import { conversionLow, listenersDropped, revenueDropped } from "./alerts/business.ts";
import { alertingWorks } from "./alerts/targets.ts";

const needCustomers = [conversionLow, listenersDropped, playerSilent, revenueDropped, throughputDropped];
const withoutCustomers = needCustomers.map((alert) => override(alert, { enabled: false }));

export const staging = environment("staging", {
  mostUrgent: "ticket",
  overrides: [
    ...withoutCustomers,
    override(errorRatioHigh, { bound: "5%", for: "15m" }),
    override(latencyHigh, { bound: "500ms" }),
    override("BillingAvailabilityBurn2h", { enabled: false }),
  ],
});

export const development = environment("development", {
  mostUrgent: "info",
  overrides: [
    ...withoutCustomers,
    override(errorRatioHigh, { bound: "20%", for: "1h" }),
    override(latencyHigh, { enabled: false }),
    override(alertingWorks, { enabled: false }),
  ],
});
