import { describe, expect, test } from "vitest";
import { dataWithoutSecrets, secretsIn, secretsInLine, withoutSecrets } from "./secrets.ts";

/** One of each form, none of them anybody's. */
const PLANTED: readonly (readonly [what: string, text: string])[] = [
  ["an AWS access key", `${"AKIA"}IOSFODNN7EXAMPLE`],
  ["a Slack webhook", `https://hooks.${"slack.com"}/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX`],
  ["a Slack token", `xo${"xb"}-123456789012-abcdefghijkl`],
  ["an integration key", "0123456789abcdef0123456789abcdef"],
  ["an address with a password", "https://admin:hunter2@grafana.example.com"],
  ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
  ["a private key", `-----BEGIN RSA ${"PRIVATE"} KEY-----\nMIIEow\nIBAAKC\n-----END RSA ${"PRIVATE"} KEY-----`],
  ["a GitHub token", `gh${"p"}_0123456789abcdefghijABCDEFGHIJ012345`],
  ["a GitLab token", `gl${"pat"}-0123456789abcdefABCD`],
  ["a Google API key", `AI${"za"}SyA0123456789abcdefghijABCDEFGHIJ01`],
  ["a Stripe key", `sk_${"live"}_0123456789abcdefABCDEFGH`],
  ["a Vault token", `hv${"s"}.0123456789abcdefghijABCD`],
  ["an npm token", `np${"m"}_0123456789abcdefghijABCDEFGHIJ012345`],
  ["a SendGrid key", `S${"G"}.0123456789abcdefABCD.0123456789abcdefABCD`],
  ["a bearer token", "Authorization: Bearer 0123456789abcdef"],
  ["a password", "password=hunter22"],
  ["a password", 'PASSWORD: "correct1horse"'],
  ["a key", "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
  ["a key", "api_key: abc123def456"],
];

describe("what has the form of a credential", () => {
  test.each(PLANTED)("%s is found", (what, text) => {
    expect(secretsIn(text).map((span) => span.what)).toContain(what);
    const shown = withoutSecrets(`before ${text} after`);
    expect(shown).toMatch(/^before .*•••.* after$/);
    for (const part of text.split(/[\s:=/@.\n"-]+/).filter((one) => one.length > 9 && /\d/.test(one)))
      expect(shown).not.toContain(part);
  });

  test("several in one text, and within names and values of data", () => {
    const [[, key = ""] = [], [, hook = ""] = []] = PLANTED;
    expect(withoutSecrets(`${key} and ${hook}, ${key}`)).toBe("••• and https://•••, •••");
    expect(dataWithoutSecrets({ [key]: [hook, 5, null, { a: key }] })).toEqual({
      "•••": ["https://•••", 5, null, { a: "•••" }],
    });
  });

  test("one within another, and one that reaches into the next, are one place each", () => {
    const inner = "0123456789abcdef0123456789abcdef";
    expect(withoutSecrets(`password=${inner} end`)).toBe("••• end");
    expect(secretsIn(`password=${inner}`).map(({ start }) => start)).toEqual([0, 9]);
    expect(withoutSecrets("x password=abc1://u:hunt,er2@ y")).toBe("x ••• y");
  });

  test("and what is cut off", () => {
    expect(withoutSecrets("https://admin:hunter2…")).toBe("https•••");
    expect(withoutSecrets("eyJhbGciOiJIUzI1NiJ9.eyJz")).toBe("•••");
  });
});

test.each([
  "https://grafana.example.com:3000/d/x?from=now-1h",
  "token: the password is in the store, under grafana/admin",
  "password: ${PASSWORD}, api_key={{ .Key }}, secret_key=$KEY",
  "Set password=<the one of the store>.",
  'http_requests_total{token_type="bearer", status=~"5.."}',
  "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
  "the key of the secret is routing_key",
  "0123456789abcdef",
])("%s is none", (text) => {
  expect(secretsIn(text)).toEqual([]);
  expect(withoutSecrets(text)).toBe(text);
});

test("a line hides the texts of properties that mean secrets, in the form of its file", () => {
  const hidden = (line: string, isYaml: boolean) =>
    secretsInLine(line, isYaml).map(({ start, end }) => line.slice(start, end));
  expect(hidden('channel.pagerDuty("a", { routingKey: "hunter2" })', false)).toEqual(["hunter2"]);
  expect(hidden('routingKey: secret("pagerduty/acme")', false)).toEqual([]);
  expect(hidden("  routingkey: hunter2", true)).toEqual(["hunter2"]);
  expect(hidden("  webhook: *shared", true)).toEqual([]);
});

test("long texts are looked through in time that grows with their length", () => {
  const started = process.cpuUsage();
  for (const part of ["a", "://a:", "password=", "-----BEGIN ", "eyJa", "aws_", "Bearer ", "webhook: '", "0"]) {
    secretsInLine(part.repeat(200_000 / part.length), true);
  }
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3);
});
