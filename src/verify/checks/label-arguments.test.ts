import { expect, test } from "vitest";
import { foundIn } from "./checked.ts";
import { labelArguments } from "./label-arguments.ts";

test.each([
  ['label_replace(memory_used_ratio, "x", "$1", "hst", "(.*)") > 0.9', 'MG2002 ‹"hst"›'],
  ['label_join(memory_used_ratio, "x", "-", "host", "nothing") > 0.9', 'MG2002 ‹"nothing"›'],
  ['label_replace(memory_used_ratio, "x", "$1", "host", "(.*") > 0.9', 'MG2107 ‹"(.*"›'],
  ['label_replace(memory_used_ratio, "x", "$2", "host", "(.*)") > 0.9', 'MG2107 ‹"(.*)"›'],
  ["memory_used_ratio * on (hst) disk_free_bytes > 1", "MG2002 ‹hst›"],
  ["memory_used_ratio * ignoring (nothing) disk_free_bytes > 1", "MG2002 ‹nothing›"],
  ["memory_used_ratio * on (host) group_left (rack) disk_free_bytes > 1", "MG2002 ‹rack›"],
])("%s asks for what isn't there", (when, found) => expect(foundIn(labelArguments, when)).toEqual([found]));

test.each([
  'label_replace(memory_used_ratio, "x", "${1}-$2", "host", "(.*)-(?:a|b)([0-9()]+)") > 0.9',
  'label_replace(memory_used_ratio, "x", "$name", "host", "(?P<name>.*)") > 0.9',
  'label_replace(unknown_thing, "x", "$1", "anything", "(.*)") > 0.9',
  "memory_used_ratio * on (host, instance) group_left () disk_free_bytes > 1",
  "memory_used_ratio * on (tenant) group_left () sum(disk_free_bytes) > 1",
  "memory_used_ratio * ignoring (host) disk_free_bytes > 1",
])("%s asks for what is", (when) => expect(foundIn(labelArguments, when)).toEqual([]));
