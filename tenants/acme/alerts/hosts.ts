import { alert } from "monitorgen";
import { freeSpace } from "../indicators.ts";
import { cpuUsed, diskFree, memoryUsed, packetErrors, packets, received } from "../metrics/hosts.ts";
import { platform } from "../teams.ts";

export const cpuHigh = alert("CpuHigh", {
  when: cpuUsed.averageOver("10m").averageBy("host").above("85%"),
  for: "15m",
  keepFiringFor: "15m",
  severity: "ticket",
  owner: platform,
  summary: ({ host }) => `${host} is short of processor time`,
  description: ({ host, value }) => `${host} has used ${value} of its processors for a quarter of an hour.`,
  runbook: [
    "Log in and run `top -o %CPU`: one process at the top is a fault of its own, many equal ones are load.",
    "For load, drain the host with `kubectl drain` and let the scheduler spread its pods.",
  ],
});

const cpuOfTheHour = cpuUsed.averageOver("1h").averageBy("host");

export const cpuUnlikeLastWeek = alert("CpuUnlikeLastWeek", {
  when: cpuOfTheHour.minus(cpuOfTheHour.offset("1w")).above("30%"),
  for: "1h",
  severity: "info",
  owner: platform,
  causedBy: [cpuHigh],
  summary: ({ host }) => `${host} works much harder than a week ago`,
  description: ({ host, value }) =>
    `Compared with the same hour of last week, ${host} uses ${value} more of its processors.`,
  runbook: [
    "List what was deployed to the host since last week, and compare the processor time of each with its predecessor.",
    "Nothing to do if the host has simply been given more pods.",
  ],
});

const memoryNow = memoryUsed.maximumBy("host");

export const memoryHigh = alert("MemoryHigh", {
  when: memoryNow.above("90%"),
  for: "10m",
  severity: "ticket",
  owner: platform,
  summary: ({ host }) => `${host} is short of memory`,
  description: ({ host, value }) =>
    `${value} of the memory of ${host} is used; the kernel kills processes when none is left.`,
  runbook: [
    "Run `ps aux --sort -rss | head` on the host and compare the first process with its limit in the deployment.",
    "A process that has grown for days leaks: restart it now, and attach a heap profile to the ticket.",
  ],
});

export const memoryWillRunOut = alert("MemoryWillRunOut", {
  when: memoryUsed.predicted("1h", "30m").maximumBy("host").above("99%").and(memoryNow.above("75%")),
  for: "10m",
  severity: "page",
  owner: platform,
  summary: ({ host }) => `${host} runs out of memory within the hour`,
  description: ({ host, value }) =>
    `If memory on ${host} goes on growing as it has for half an hour, it reaches ${value} in an hour.`,
  runbook: [
    "Find what grows: `systemd-cgtop --order=memory` shows the groups, watch it for a minute.",
    "Restart that one before the kernel chooses another for you; a pod loses nothing, for PostgreSQL wake the database's expert.",
  ],
});

const almostFull = freeSpace.below("5%");

export const diskFull = alert("DiskFull", {
  when: almostFull,
  for: "5m",
  severity: "page",
  owner: platform,
  summary: ({ host, mount }) => `${mount} on ${host} is almost full`,
  description: ({ host, mount, value }) => `Only ${value} of ${mount} on ${host} is free.`,
  runbook: [
    "Make room at once: `journalctl --vacuum-size=500M`, then `docker image prune --all --force`.",
    "Find the largest directories with `du --one-file-system --human-readable --max-depth=2 MOUNT | sort --human-numeric-sort | tail`.",
    "On a database host touch nothing under `pg_wal`; grow the volume instead.",
  ],
});

export const diskWillFill = alert("DiskWillFill", {
  when: diskFree.predicted("4h", "6h").by("host", "mount").below("0B").and(freeSpace.below("30%")).unless(almostFull),
  for: "30m",
  severity: "ticket",
  owner: platform,
  causedBy: [diskFull],
  summary: ({ host, mount }) => `${mount} on ${host} will be full in four hours`,
  description: ({ host, mount }) =>
    `The trend of the last six hours leaves no space on ${mount} of ${host} four hours from now.`,
  runbook: [
    "Look at the curve first: a straight line is a log that isn't rotated, steps are backups that pile up.",
    "Delete what is older than a week of either, and repair the rotation before the ticket is closed.",
  ],
});

export const networkSaturated = alert("NetworkSaturated", {
  when: received.rate("5m").by("host", "device").above("1GB/s"),
  for: "15m",
  severity: "ticket",
  owner: platform,
  summary: ({ host }) => `The network of ${host} is busy to its limit`,
  description: ({ host, device, value }) => `${device} of ${host} receives ${value}; its link carries 1.25 GB/s.`,
  runbook: [
    "Run `iftop -i DEVICE` for the addresses that send most.",
    "A single outside address is somebody who downloads the catalogue: block it at the load balancer.",
    "Transcoding workers that fetch from each other belong on one host: set their pod affinity.",
  ],
});

const damaged = packetErrors.rate("10m").by("host", "device").dividedBy(packets.rate("10m").by("host", "device"));

export const networkErrors = alert("NetworkErrors", {
  when: damaged.above("1%").and(packets.rate("10m").by("host", "device").above("100/s")),
  for: "15m",
  severity: "ticket",
  owner: platform,
  summary: ({ host, device }) => `${host} loses packets on ${device}`,
  description: ({ host, device, value }) =>
    `${value} of the packets that reach ${device} of ${host} are damaged or dropped.`,
  runbook: [
    "Read `ethtool -S DEVICE`: growing CRC errors are a cable or a transceiver, growing drops are a full receive ring.",
    "Ask the data centre to change the cable, or double the ring with `ethtool -G`.",
  ],
});
