import { expect, test } from "vitest";
import { guessOf } from "./guess.ts";

test.each([
  ["duration", "10 minutes", "10m"],
  ["duration", "-5m", "5m"],
  ["duration", "1.5h", "1h30m"],
  ["duration", "30m1h", "1h30m"],
  ["percentage", "99.9", "99.9%"],
  ["percentage", "99,9 %", "99.9%"],
  ["alert name", "memory_short", "MemoryShort"],
  ["alert name", "diskFull", "DiskFull"],
  ["name", "Web Team", "web-team"],
  ["metric name", "http.requests", "http_requests"],
  ["label name", "http-route", "http_route"],
  ["room", "music", "#music"],
  ["path", "metrics", "/metrics"],
  ["URL", "grafana.example.com", "https://grafana.example.com"],
  ["address", "http://api.example.com:9100/metrics", "api.example.com:9100"],
  ["weekdays", "mon:fri", "monday:friday"],
  ["weekdays", "Mo-Fr", "monday:friday"],
  ["weekdays", "saterday", "saturday"],
  ["hours of a day", "9-17", "09:00-17:00"],
  ["hours of a day", "8:30 - 12:00", "08:30-12:00"],
])("as a %s, %s most likely means %s", (form, text, guess) => expect(guessOf(form, text)).toBe(guess));

test.each([
  ["duration", "ten minutes"],
  ["duration", "1.5"],
  ["duration", "1x2y"],
  ["percentage", "much"],
  ["alert name", "1st"],
  ["name", "---"],
  ["metric name", "2xx"],
  ["room", "🎵"],
  ["URL", "grafana"],
  ["address", "api.example.com"],
  ["weekdays", "always"],
  ["weekdays", "mon:tue:wed"],
  ["hours of a day", "all day"],
  ["hours of a day", "17-25"],
  ["literal secret", "0123456789abcdef"],
  ["name", "a".repeat(101)],
])("as a %s, %s could mean anything", (form, text) => expect(guessOf(form, text)).toBeUndefined());
