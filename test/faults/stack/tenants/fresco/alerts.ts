import { alert, heartbeat, promqlCondition, up } from "monitorgen";
import {
  backupAge,
  couriers,
  databaseUp,
  delivery as deliveryTime,
  diskFree,
  latency,
  lookups,
  memoryUsed,
  orders,
  payments,
  paymentTime,
  processorUsed,
  queueAge,
  queued,
  replicaLag,
  requests,
} from "./metrics.ts";
import { delivery, money, platform } from "./people.ts";
import {
  cancelledRate,
  connectionShare,
  failureShare,
  hitShare,
  orderRate,
  paymentFailures,
  paymentRate,
  phoneShare,
  requestRate,
  slowest,
  spaceLeft,
} from "./recordings.ts";

const busy = requestRate.above("2/s");

export const databaseDown = alert("DatabaseDown", {
  when: databaseUp.where({ role: "primary" }).sum().below(1),
  for: "1m",
  severity: "page",
  owner: platform,
  summary: "The database is down",
  description: "The primary doesn't answer; orders can't be stored.",
  runbook: ["Run `dbctl status primary`.", "Promote the replica if the host is gone: `dbctl promote replica`."],
});

export const requestsFail = alert("RequestsFail", {
  when: failureShare.above("2%").and(busy),
  for: "5m",
  keepFiringFor: "5m",
  severity: "page",
  owner: platform,
  causedBy: [databaseDown],
  summary: ({ service }) => `${service} fails`,
  description: ({ service, value }) => `${service} answers ${value} of its requests with an error, more than it may.`,
  runbook: ["Compare with the last release.", "Roll back with `shipctl undo SERVICE`."],
});

export const requestsFailSome = alert("RequestsFailSome", {
  when: failureShare.above("0.5%").and(busy),
  for: "30m",
  severity: "ticket",
  owner: platform,
  causedBy: [requestsFail],
  summary: ({ service }) => `${service} fails now and then`,
  description: ({ service, value }) => `For half an hour ${value} of the requests to ${service} have failed.`,
  runbook: "Group the stack traces of the last hour by their first line.",
});

export const requestsSlow = alert("RequestsSlow", {
  when: slowest.above("1s").and(busy),
  for: "10m",
  severity: "page",
  owner: platform,
  causedBy: [databaseDown],
  summary: ({ service }) => `${service} is slow`,
  description: ({ service, value }) => `One request in a hundred to ${service} takes longer than ${value}.`,
  runbook: ["Look at the database's connections first.", "Add a replica of the service."],
});

export const menuSluggish = alert("MenuSluggish", {
  when: latency.where({ service: "menu" }).percentile(90, "10m", "service").above("250ms"),
  for: "20m",
  severity: "ticket",
  owner: platform,
  causedBy: [requestsSlow],
  summary: "Menus open slowly",
  description: ({ value }) => `One menu in ten takes longer than ${value} to open.`,
  runbook: "Warm the cache of menus: `cachectl warm menus`.",
});

export const checkoutMean = alert("CheckoutMeanHigh", {
  when: latency.where({ service: "checkout" }).mean("15m", "service").above("500ms"),
  for: "15m",
  severity: "ticket",
  owner: money,
  summary: "The checkout takes long",
  description: ({ value }) => `A checkout takes ${value} on average.`,
  runbook: "See which payment provider is slow.",
});

export const trafficGone = alert("TrafficGone", {
  when: requests.rate("10m").by("service").below("0.1/s"),
  for: "15m",
  severity: "page",
  owner: platform,
  causedBy: [databaseDown],
  summary: ({ service }) => `Hardly anybody calls ${service}`,
  description: ({ service, value }) => `${service} gets only ${value}; it is normally called all day.`,
  runbook: "Open the shop from a phone outside the office's network.",
});

export const ordersDropped = alert("OrdersDropped", {
  when: orderRate.dividedBy(orderRate.offset("1w")).below("40%").and(orderRate.offset("1w").above("0.05/s")),
  for: "20m",
  severity: "page",
  owner: delivery,
  causedBy: [trafficGone],
  summary: ({ city }) => `Orders break down in ${city}`,
  description: ({ city, value }) => `${city} orders ${value} of what it ordered a week before.`,
  runbook: ["Look at the weather and at the calendar of holidays.", "Place a test order in the city."],
});

export const cancellationsHigh = alert("CancellationsHigh", {
  when: cancelledRate.dividedBy(orderRate).above("15%").and(orderRate.above("0.02/s")),
  for: "15m",
  severity: "page",
  owner: delivery,
  summary: ({ city }) => `Many orders are cancelled in ${city}`,
  description: ({ city, value }) => `${value} of the orders of ${city} are cancelled; far too many.`,
  runbook: "See on the dashboard who cancels: couriers mean weather, restaurants mean a bug of the tablet.",
});

export const deliveriesSlow = alert("DeliveriesSlow", {
  when: deliveryTime.percentile(80, "30m", "city").above("45m"),
  for: "30m",
  severity: "ticket",
  owner: delivery,
  summary: ({ city }) => `Food arrives late in ${city}`,
  description: ({ city, value }) => `One delivery in five in ${city} takes longer than ${value}.`,
  runbook: "Close the restaurants at the edge of the city for an hour.",
});

export const couriersFew = alert("CouriersFew", {
  when: couriers
    .where({ state: ["idle", "riding"] })
    .by("city")
    .below(8),
  for: "20m",
  severity: "ticket",
  owner: delivery,
  summary: ({ city }) => `Too few couriers in ${city}`,
  description: ({ city, value }) => `Only ${value} couriers are at work in ${city}.`,
  runbook: "Offer the bonus of the day in the courier's app.",
});

export const courierIdle = alert("CouriersIdle", {
  when: couriers
    .where({ state: "idle" })
    .by("city")
    .dividedBy(couriers.by("city"))
    .above("80%")
    .and(couriers.by("city").above(20)),
  for: "30m",
  severity: "info",
  owner: delivery,
  summary: ({ city }) => `Most couriers of ${city} wait`,
  description: ({ city, value }) => `${value} of the couriers of ${city} have nothing to do.`,
  runbook: "Tell the shift planner.",
});

export const paymentsFail = alert("PaymentsFail", {
  when: paymentFailures.dividedBy(paymentRate).above("5%").and(paymentRate.above("0.02/s")),
  for: "5m",
  severity: "page",
  owner: money,
  summary: ({ provider }) => `Payments by ${provider} fail`,
  description: ({ provider, value }) => `${value} of the payments by ${provider} break off with an error.`,
  runbook: "Take the provider out with `payctl disable PROVIDER`.",
});

export const paymentsDeclined = alert("PaymentsDeclined", {
  when: payments
    .where({ result: "declined" })
    .increase("1h")
    .by("provider")
    .dividedBy(payments.increase("1h").by("provider"))
    .above("30%")
    .and(payments.increase("1h").by("provider").above(100)),
  for: "20m",
  severity: "ticket",
  owner: money,
  causedBy: [paymentsFail],
  summary: ({ provider }) => `${provider} declines many payments`,
  description: ({ provider, value }) => `${provider} has declined ${value} of the payments of the last hour.`,
  runbook: "Ask the provider whether it has changed its rules.",
});

export const paymentSlow = alert("PaymentSlow", {
  when: paymentTime.percentile(95, "10m", "provider").above("4s"),
  for: "10m",
  severity: "ticket",
  owner: money,
  summary: ({ provider }) => `${provider} is slow`,
  description: ({ provider, value }) => `One payment in twenty by ${provider} takes longer than ${value}.`,
  runbook: "Look at the provider's status page.",
});

export const queueLong = alert("QueueLong", {
  when: queued.averageOver("10m").above(5000),
  for: "10m",
  severity: "ticket",
  owner: platform,
  summary: ({ queue }) => `The queue ${queue} is long`,
  description: ({ queue, value }) => `${value} messages wait in ${queue}.`,
  runbook: "Add a worker: `queuectl scale QUEUE +1`.",
});

export const queueStuck = alert("QueueStuck", {
  when: queueAge.above("20m"),
  for: "5m",
  severity: "page",
  owner: platform,
  summary: ({ queue }) => `The queue ${queue} is stuck`,
  description: ({ queue, value }) => `The oldest message in ${queue} has waited for ${value}.`,
  runbook: "Restart the worker, and look for the message that it can't read.",
});

export const cacheCold = alert("CacheCold", {
  when: hitShare.below("70%").and(lookups.rate("15m").by("cache").above("1/s")),
  for: "30m",
  severity: "ticket",
  owner: platform,
  summary: ({ cache }) => `The cache ${cache} finds little`,
  description: ({ cache, value }) => `Only ${value} of the lookups in ${cache} find something.`,
  runbook: "See whether the cache was emptied by a release.",
});

export const replicaBehind = alert("ReplicaBehind", {
  when: replicaLag.above("30s"),
  for: "10m",
  severity: "ticket",
  owner: platform,
  causedBy: [databaseDown],
  summary: "The replica is behind",
  description: ({ value }) => `The replica is ${value} behind the primary.`,
  runbook: "Look for a long transaction on the replica.",
});

export const connectionsTaken = alert("ConnectionsTaken", {
  when: connectionShare.above("85%"),
  for: "10m",
  severity: "page",
  owner: platform,
  summary: ({ role }) => `The connections of the ${role} run out`,
  description: ({ role, value }) => `${value} of the connections of the ${role} are taken.`,
  runbook: "End idle sessions: `dbctl sessions --idle --end`.",
});

export const memoryShort = alert("MemoryShort", {
  when: memoryUsed.averageOver("10m").above("92%"),
  for: "15m",
  severity: "ticket",
  owner: platform,
  summary: ({ host }) => `${host} runs out of memory`,
  description: ({ host, value }) => `${value} of the memory of ${host} is taken.`,
  runbook: "Move a service to another host.",
});

export const processorBusy = alert("ProcessorBusy", {
  when: processorUsed.averageOver("30m").above("90%"),
  for: "30m",
  severity: "info",
  owner: platform,
  summary: ({ host }) => `${host} is busy`,
  description: ({ host, value }) => `${value} of the processors of ${host} are at work.`,
  runbook: "Nothing has to be done tonight.",
});

export const diskFull = alert("DiskFull", {
  when: spaceLeft.below("8%"),
  for: "10m",
  severity: "page",
  owner: platform,
  summary: ({ host, mount }) => `${mount} of ${host} is almost full`,
  description: ({ host, mount, value }) => `Only ${value} of ${mount} on ${host} is left.`,
  runbook: ["Delete old images: `imagectl prune`.", "Grow the volume."],
});

export const diskWillFill = alert("DiskWillFill", {
  when: diskFree.predicted("1d", "6h").below("0B"),
  for: "1h",
  severity: "ticket",
  owner: platform,
  causedBy: [diskFull],
  summary: ({ host, mount }) => `${mount} of ${host} fills up`,
  description: ({ host, mount }) => `If it goes on like this, ${mount} of ${host} has no space left tomorrow.`,
  runbook: "Find what grows: `du --max-depth=2`.",
});

export const backupOld = alert("BackupOld", {
  when: backupAge.above("2d"),
  severity: "ticket",
  owner: platform,
  summary: ({ database }) => `No backup of ${database}`,
  description: ({ database, value }) => `The last backup of ${database} is ${value} old.`,
  runbook: "Start it by hand: `backupctl run DATABASE`.",
});

export const targetsDown = alert("TargetsDown", {
  when: up.averageBy("job").below("60%"),
  for: "5m",
  severity: "page",
  owner: platform,
  summary: ({ job }) => `Most targets of ${job} are down`,
  description: ({ job, value }) => `Only ${value} of the targets of ${job} answer.`,
  runbook: "Open Prometheus's list of targets.",
});

export const ordersMissing = alert("OrdersMissing", {
  when: orders.absent(),
  for: "10m",
  severity: "page",
  owner: delivery,
  summary: "There are no metrics of orders",
  runbook: "See whether the exporter of orders runs.",
});

export const phoneOrdersRise = alert("PhoneOrdersRise", {
  when: phoneShare.above("25%"),
  for: "30m",
  severity: "info",
  owner: delivery,
  summary: ({ city }) => `${city} orders by phone`,
  description: ({ city, value }) => `${value} of the orders of ${city} come by phone; the app may be broken.`,
  runbook: "Open the app in the city's language.",
});

export const postsFail = alert("PostsFail", {
  when: promqlCondition<"service">(
    'sum by (service) (rate(http_requests_total{method="POST", code=~"5.."}[10m])) / sum by (service) (rate(http_requests_total{method="POST"}[10m])) > 0.04',
  ),
  for: "10m",
  severity: "ticket",
  owner: platform,
  causedBy: [requestsFail],
  summary: ({ service }) => `Writes to ${service} fail`,
  description: ({ service, value }) => `${value} of the writes to ${service} fail.`,
  runbook: "See whether the database is read-only.",
});

export const watched = heartbeat("Watched", {
  severity: "info",
  owner: platform,
  runbook: "When the watchdog calls, see which of Prometheus and Alertmanager has stopped.",
});
