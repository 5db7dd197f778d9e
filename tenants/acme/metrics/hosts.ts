import { counter, gauge, upTo } from "monitorgen";

const host = upTo(40);

export const cpuUsed = gauge("host_cpu_used_ratio", {
  help: "Share of a host's processor time that is used.",
  unit: "ratio",
  labels: { host },
});

export const memoryUsed = gauge("host_memory_used_ratio", {
  help: "Share of a host's memory that is used, caches apart.",
  unit: "ratio",
  labels: { host },
});

export const diskFree = gauge("host_disk_free_bytes", {
  help: "Free space of a file system.",
  unit: "bytes",
  labels: { host, mount: upTo(6) },
});

export const diskSize = gauge("host_disk_size_bytes", {
  help: "Size of a file system.",
  unit: "bytes",
  labels: { host, mount: upTo(6) },
});

export const received = counter("host_network_received_bytes_total", {
  help: "Bytes that a network device has received.",
  unit: "bytes",
  labels: { host, device: upTo(4) },
});

export const packets = counter("host_network_packets_total", {
  help: "Packets that a network device has received.",
  unit: "packets",
  labels: { host, device: upTo(4) },
});

export const packetErrors = counter("host_network_packet_errors_total", {
  help: "Packets that a network device has received damaged or dropped.",
  unit: "packets",
  labels: { host, device: upTo(4) },
});
