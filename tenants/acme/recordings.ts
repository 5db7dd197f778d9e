import { recording } from "monitorgen";
import { latency, requests } from "./metrics/api.ts";
import { diskFree, diskSize } from "./metrics/hosts.ts";

export const serverErrors = requests.where({ status: /5../ });

export const requestRate = recording("service:http_requests:rate5m", requests.rate("5m").by("service"));
export const errorRate = recording("service:http_errors:rate5m", serverErrors.rate("5m").by("service"));
