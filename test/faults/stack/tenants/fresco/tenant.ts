import { apiPerformance, dashboard, panel, scrape, systemOverview, tenant } from "monitorgen";
import * as alerts from "./alerts.ts";
import * as metrics from "./metrics.ts";
import * as objectives from "./objectives.ts";
import * as people from "./people.ts";
import * as recordings from "./recordings.ts";

const { requests, latency, orders, cancelled, couriers, delivery: deliveryTime, payments, queued } = metrics;

const services = scrape("services", {
  targets: ["checkout", "menu", "dispatch", "identity"].map((service) => `${service}.fresco.example:9100`),
  metrics: [
    requests,
    latency,
    orders,
    cancelled,
    couriers,
    deliveryTime,
    payments,
    metrics.paymentTime,
    metrics.logins,
  ],
});

const infrastructure = scrape("infrastructure", {
  targets: ["hosts.fresco.example:9101", "database.fresco.example:9187"],
  metrics: [
    metrics.memoryUsed,
    metrics.processorUsed,
    metrics.diskFree,
    metrics.diskSize,
    metrics.databaseUp,
    metrics.replicaLag,
    metrics.connections,
    metrics.connectionLimit,
    queued,
    metrics.queueAge,
    metrics.lookups,
    metrics.backupAge,
  ],
});

const streets = dashboard("streets", {
  title: "Streets",
  description: "Orders and couriers, by city.",
  panels: [
    panel("Orders", { show: recordings.orderRate }),
    panel("Cancelled orders", { show: cancelled.rate("10m").by("city", "reason") }),
    panel("Couriers", { as: "table", show: couriers.by("city", "state") }),
    panel("Couriers at work", { as: "stat", show: couriers.where({ state: "riding" }).sum() }),
    panel("Late deliveries", { show: deliveryTime.percentile(80, "30m", "city"), alert: alerts.deliveriesSlow }),
    panel("Payments by result", { as: "bar-gauge", show: payments.rate("10m").by("result") }),
    panel("Queues", { show: queued.by("queue"), alert: alerts.queueLong }),
  ],
});

export default tenant("fresco", {
  title: "Fresco",
  description: "Delivers meals in four cities.",
  metrics: Object.values(metrics),
  scrapes: [services, infrastructure],
  recordings: [
    recordings.requestRate,
    recordings.failureRate,
    recordings.failureShare,
    recordings.slowest,
    recordings.orderRate,
    recordings.cancelledRate,
    recordings.paymentRate,
    recordings.paymentFailures,
    recordings.hitShare,
    recordings.spaceLeft,
    recordings.connectionShare,
    recordings.phoneShare,
  ],
  channels: [people.pager, people.kitchen, people.streets, people.post, people.watchdog],
  schedules: [people.office, people.mealtimes],
  teams: [people.platform, people.delivery, people.money],
  alerts: Object.values(alerts),
  slos: [objectives.checkoutAvailability, objectives.menuLatency, objectives.paymentsAccepted],
  security: [objectives.passwordGuessing],
  dashboards: [
    systemOverview(),
    apiPerformance({ requests, errors: recordings.failures, latency, by: "service" }),
    streets,
  ],
});
