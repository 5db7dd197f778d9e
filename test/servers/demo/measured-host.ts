import type { Labels } from "./declared.ts";
import { readExposition, type Sample } from "./exposition.ts";
import type { Measured } from "./service.ts";

/** File systems that hold data; the others (tmpfs, overlays of containers) aren't what an operator watches. */
const diskTypes = /^(ext[234]|xfs|btrfs|zfs|vfat|apfs)$/;

/**
 * What acme's agent would say about a host, out of what the node exporter says about this machine, in acme's names. The share of
 * used processor time is that since the last time asked.
 */
export function measuredHost(metrics: string, host: string): Measured {
  let before = { idle: 0, all: 0 };
  return async () => {
    const samples = readExposition(await (await fetch(metrics)).text());
    const named = (name: string): Sample[] => samples.filter((sample) => sample.name === name);
    const all = sum(named("node_cpu_seconds_total"));
    const idle = sum(named("node_cpu_seconds_total").filter(({ labels }) => labels["mode"] === "idle"));
    const used = all > before.all ? 1 - (idle - before.idle) / (all - before.all) : 0;
    before = { idle, all };
    const memory = 1 - sum(named("node_memory_MemAvailable_bytes")) / sum(named("node_memory_MemTotal_bytes"));
    const disks = (name: string): Sample[] => named(name).filter(isDisk).slice(0, 6);
    const devices = (name: string): Sample[] => named(name).slice(0, 4);
    const as = (name: string, of: readonly Sample[], labels: (sample: Sample) => Labels): [string, Sample[]] => [
      name,
      of.map((sample) => ({ name, labels: { host, ...labels(sample) }, value: sample.value })),
    ];
    const mount = ({ labels }: Sample): Labels => ({ mount: labels["mountpoint"] ?? "" });
    const device = ({ labels }: Sample): Labels => ({ device: labels["device"] ?? "" });
    const one = (value: number): Sample[] => [{ name: "", labels: {}, value }];
    return new Map([
      as("host_cpu_used_ratio", one(used), () => ({})),
      as("host_memory_used_ratio", one(memory), () => ({})),
      as("host_disk_free_bytes", disks("node_filesystem_avail_bytes"), mount),
      as("host_disk_size_bytes", disks("node_filesystem_size_bytes"), mount),
      as("host_network_received_bytes_total", devices("node_network_receive_bytes_total"), device),
      as("host_network_packets_total", devices("node_network_receive_packets_total"), device),
      as("host_network_packet_errors_total", devices("node_network_receive_errs_total"), device),
    ]);
  };
}

function isDisk({ labels }: Sample): boolean {
  return diskTypes.test(labels["fstype"] ?? "");
}

function sum(samples: readonly Sample[]): number {
  return samples.reduce((total, { value }) => total + value, 0);
}
