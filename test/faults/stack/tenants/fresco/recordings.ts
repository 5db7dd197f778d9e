import { promql, recording } from "monitorgen";
import {
  cancelled,
  connectionLimit,
  connections,
  diskFree,
  diskSize,
  latency,
  lookups,
  orders,
  payments,
  requests,
} from "./metrics.ts";

export const failures = requests.where({ code: /5../ });

export const requestRate = recording("service:http_requests:rate5m", requests.rate("5m").by("service"));
export const failureRate = recording("service:http_failures:rate5m", failures.rate("5m").by("service"));
export const failureShare = recording("service:http_failures:ratio5m", failureRate.dividedBy(requestRate));
export const slowest = recording(
  "service:http_request_duration_seconds:p99_5m",
  latency.percentile(99, "5m", "service"),
);
export const orderRate = recording("city:orders_placed:rate10m", orders.rate("10m").by("city"));
export const cancelledRate = recording("city:orders_cancelled:rate10m", cancelled.rate("10m").by("city"));
export const paymentRate = recording("provider:payment_attempts:rate10m", payments.rate("10m").by("provider"));
export const paymentFailures = recording(
  "provider:payment_failures:rate10m",
  payments.where({ result: "failed" }).rate("10m").by("provider"),
);
export const hitShare = recording(
  "cache:lookups_hit:ratio15m",
  lookups.where({ result: "hit" }).rate("15m").by("cache").dividedBy(lookups.rate("15m").by("cache")),
);
export const spaceLeft = recording(
  "mount:host_disk_free:ratio",
  diskFree.by("host", "mount").dividedBy(diskSize.by("host", "mount")),
);
export const connectionShare = recording(
  "role:database_connections:ratio",
  connections.by("role").dividedBy(connectionLimit.by("role")),
);
export const phoneShare = recording(
  "city:orders_by_phone:ratio1h",
  promql<"city", "ratio">(
    'sum by (city) (increase(orders_placed_total{source="phone"}[1h])) / sum by (city) (increase(orders_placed_total[1h]))',
  ),
);
