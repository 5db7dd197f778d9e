import { recording } from "monitorgen";
import { requests } from "./metrics/api.ts";
import { connections, connectionsMax } from "./metrics/database.ts";
import { diskFree, diskSize } from "./metrics/hosts.ts";

export const errors = requests.where({ status: /5../ });

export const requestRate = recording("service:http_requests:rate5m", requests.rate("5m").by("service"));
export const errorRate = recording("service:http_errors:rate5m", errors.rate("5m").by("service"));

export const freeSpace = recording(
  "mount:host_disk_free:ratio",
  diskFree.by("host", "mount").dividedBy(diskSize.by("host", "mount")),
);

export const connectionsTaken = recording(
  "server:postgres_connections:ratio",
  connections.by("server").dividedBy(connectionsMax.by("server")),
);
