import { counter, gauge, upTo } from "monitorgen";

export const failedLoginsByAccount = counter("failed_logins_by_account_total", {
  help: "Logins with a wrong password, by account; accounts without one in the last hour are left out.",
  unit: "logins",
  labels: { account: upTo(2000) },
});

export const failedLoginsByAddress = counter("failed_logins_by_address_total", {
  help: "Logins with a wrong password, by the network that they came from.",
  unit: "logins",
  labels: { network: upTo(1000), country: upTo(5) },
});

export const certificateRemaining = gauge("certificate_remaining_seconds", {
  help: "Time until a certificate expires; negative once it has.",
  unit: "seconds",
  labels: { domain: ["www.acme.example", "api.acme.example", "cdn.acme.example"] },
});
