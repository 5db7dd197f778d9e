import { expect, test } from "vitest";
import { findingsIn, foundInFiles } from "./judged.ts";

const alert = (name: string, expr: string, more = ""): string => `
      - alert: ${name}
        expr: ${expr}
        labels: { severity: critical, tenant: acme }${more === "" ? "" : `\n        ${more}`}`;
const group = (...rules: readonly string[]): string => `groups:\n  - name: api\n    rules:${rules.join("")}\n`;
const REQUESTS = 'sum by (tenant, service) (rate(http_requests_total{tenant="acme"}[5m]))';
const record = (name: string, expr: string): string => `\n      - record: ${name}\n        expr: ${expr}`;

const codes = (files: Readonly<Record<string, string>>): readonly string[] =>
  findingsIn(files).map(({ kind }) => kind.code);

test("rules of declared metrics are in order, also where they are a resource of an operator", () => {
  const rules = group(record("service:requests:rate5m", REQUESTS), alert("Busy", `${REQUESTS} > 100`));
  expect(codes({ "rules.yaml": rules })).toEqual([]);
  const resource = `kind: PrometheusRule\nspec:\n  ${rules.replaceAll("\n", "\n  ")}`;
  expect(codes({ "rules.yaml": resource.replace("http_requests_total", "http_request_total") })).toEqual(["MG2001"]);
});

test.each([
  ['sum by (tenant, service) (rate(http_requests_totall{tenant="acme"}[5m])) > 1', "MG2001"],
  ['rate(http_requests_total{tenant="acme", servce="player"}[5m]) > 1', "MG2002"],
  ['rate(http_requests_total{tenant="acme", service="plaier"}[5m]) > 1', "MG2003"],
  ['rate(http_requests_total{tenant="acme"}[40s]) > 1', "MG2106"],
  ['rate(memory_used_ratio{tenant="acme"}[5m]) > 0.1', "MG2110"],
  ['memory_used_ratio{tenant="acme"} > 95', "MG2104"],
  ['sum(rate(http_requests_total{tenant="acme"}[5m] > 1', "MG2101"],
  ['memory_used_ratio{tenant="acme"} > 0.9 and memory_used_ratio{tenant="acme"} < 0.1', "MG2150"],
])("%s is found as in a declaration", (expr, code) => {
  expect(codes({ "rules.yaml": group(alert("Wrong", expr)) })).toContain(code);
});

test("what is recorded has the labels, the unit and the range of what it is computed from", () => {
  const share = record(
    "service:errors:ratio5m",
    `sum by (tenant, service) (rate(http_requests_total{tenant="acme", code="500"}[5m])) / ${REQUESTS}`,
  );
  expect(codes({ "r.yaml": group(share, alert("Fails", "service:errors:ratio5m > 5")) })).toEqual(["MG2104"]);
  expect(codes({ "r.yaml": group(share, alert("Fails", "sum by (host) (service:errors:ratio5m) > 0.5")) })).toContain(
    "MG2002",
  );
  const inSteps = [
    record(
      "service:errors:rate5m",
      'sum by (tenant, service) (rate(http_requests_total{tenant="acme", code="500"}[5m]))',
    ),
    record("service:requests:rate5m", REQUESTS),
    record("service:errors:ratio5m", "service:errors:rate5m / service:requests:rate5m"),
  ];
  expect(codes({ "r.yaml": group(...inSteps, alert("Fails", "service:errors:ratio5m > 5")) })).toEqual(["MG2104"]);
  expect(
    codes({ "r.yaml": group(...inSteps), "a.yaml": group(alert("Fails", "service:errors:ratio5m > 0.5")) }),
  ).toEqual([]);
});

test("another tenant's rule of the same name is another rule, and reads its own series", () => {
  const of = (tenant: string): string => group(alert("Busy", `${REQUESTS} > 1`)).replaceAll("acme", tenant);
  expect(codes({ "a.yaml": of("acme"), "b.yaml": of("globex") })).toEqual([]);
  expect(foundInFiles({ "a.yaml": of("acme").replace('{tenant="acme"}', '{tenant=~"acme|globex"}') })).toEqual([
    'MG2806 tenant=~"acme|globex" isn\'t tenant="acme", as the rule\'s label says',
  ]);
  expect(codes({ "a.yaml": of("acme").replace('{tenant="acme"}', '{tenant=~"acme"}') })).toEqual([]);
});

test("without a project nothing is said of metrics, but of what needs no declaration", () => {
  const rules = group(
    alert("Known", "sum by (job) (rate(anything_total[5m])) > 1").replace(", tenant: acme", ""),
    alert("Slow", "histogram_quantile(0.9, sum by (job) (rate(anything_bucket[5m]))) > 1").replace(
      ", tenant: acme",
      "",
    ),
    alert("Early", "job:anything:rate5m > 1").replace(", tenant: acme", ""),
    record("job:anything:rate5m", "sum by (job) (rate(anything_total[5m]))"),
  );
  expect(
    findingsIn({ "rules.yaml": rules }, [])
      .map(({ kind }) => kind.code)
      .sort(),
  ).toEqual(["MG2120", "MG2804"]);
});

test.each([
  ["groups: { name: a }\n", "'groups' is a list, - name: …"],
  [
    group(record("a:b:c", REQUESTS)).replace("expr:", "labels: [a]\n        expr:"),
    "'labels' are names with texts, labels: { name: text }",
  ],
  [
    group(alert("Busy", `${REQUESTS} > 1`, "annotations: much")),
    "'annotations' are names with texts, annotations: { name: text }",
  ],
])("what Prometheus can't read is told: %s", (text, problem) => {
  expect(foundInFiles({ "r.yaml": text })).toEqual([`MG2802 ${problem}`]);
});

test("a resource of an operator that has a form of its own is of no known kind", () => {
  const resource =
    "kind: AlertmanagerConfig\nspec:\n  route: { receiver: a, groupBy: [job] }\n  receivers: [{ name: a }]\n";
  expect(foundInFiles({ "am.yaml": resource })).toEqual([
    expect.stringMatching(/^MG2801 its kind is AlertmanagerConfig:/),
  ]);
});

test("a file without any groups is in order", () => expect(codes({ "r.yaml": "groups:\n" })).toEqual([]));

test("what is read over many rounds may be recorded further down", () => {
  const last = (window: string) => record("service:requests:last", `avg_over_time(service:requests:rate5m[${window}])`);
  const rules = (window: string, interval = "") =>
    group(last(window), record("service:requests:rate5m", REQUESTS)).replace("rules:", `${interval}rules:`);
  expect(codes({ "r.yaml": rules("1h") })).toEqual(["MG2804"]);
  expect(codes({ "r.yaml": rules("100m") })).toEqual([]);
  expect(codes({ "r.yaml": rules("100m", "interval: 3m\n    ") })).toEqual(["MG2804"]);
});

test("parts that a recording's own label tells apart are added on purpose", () => {
  const part = (verb: string) =>
    `${record("service:errors:ratio5m", `sum by (tenant, service) (rate(http_requests_total{tenant="acme", code="500"}[5m])) / ${REQUESTS}`)}\n        labels: { verb: ${verb} }`;
  const read = (condition: string) => group(part("read"), part("write"), alert("Fails", `${condition} > 0.1`));
  expect(codes({ "r.yaml": read("sum by (service) (service:errors:ratio5m)") })).toEqual([]);
  expect(codes({ "r.yaml": read("avg by (service) (service:errors:ratio5m)") })).toEqual(["MG2128"]);
  expect(codes({ "r.yaml": read("sum by (verb) (service:errors:ratio5m)") })).toEqual(["MG2128"]);
});

test("a receiver of the rest that notifies nobody is told of once, however many alerts are left to it", () => {
  const rules = (...names: readonly string[]) =>
    group(...names.map((name, index) => alert(name, `${REQUESTS} > ${index}`)));
  const silent = "route: { receiver: rest }\nreceivers: [{ name: rest }]\n";
  const told = (...names: readonly string[]) =>
    findingsIn({ "r.yaml": rules(...names), "am.yaml": silent }).map(
      ({ reason, place }) => `${place.path[0]} ${reason}`,
    );
  expect(told("A", "B", "C", "D")).toEqual([
    "am.yaml A and 3 other alerts fire, and nobody hears of them: no route asks for such labels, and the receiver of the rest, rest, notifies nobody",
  ]);
  expect(told("A", "B", "C").map((one) => one.split(" fires")[0])).toEqual(["r.yaml A", "r.yaml B", "r.yaml C"]);
});

test("texts may ask for what is there in every way that Prometheus has", () => {
  const text = (template: string): readonly string[] => {
    const rules = group(alert("Busy", `${REQUESTS} > 100`, `annotations: { summary: '${template}' }`));
    return codes({ "rules.yaml": rules });
  };
  expect(
    text('{{ $labels.service }} {{ .Labels.tenant }} {{ $value | humanize }} {{ index $labels "service" }}'),
  ).toEqual([]);
  expect(
    text('{{ with query "up" }}{{ . | first | value }}{{ end }}{{ range $i, $x := query "up" }}{{ $x }}{{ end }}'),
  ).toEqual([]);
  expect(text("{{ $labels.host }}")).toEqual(["MG2112"]);
  expect(text('{{ index $labels "host" }}')).toEqual(["MG2112"]);
  expect(text("{{ .Lables.service }}")).toEqual(["MG2807"]);
  expect(text("{{ $value | humanise }}")).toEqual(["MG2807"]);
  expect(text("{{ $labels.service")).toEqual(["MG2807"]);
});

test("links to runbooks are compared with the others, with the alerts' names, and with the runbooks that are there", () => {
  const url = (name: string): string => `annotations: { runbook_url: "https://wiki.example.com/api/${name}" }`;
  const rules = (last: string): string =>
    group(
      ...["Busy", "Failing", "Sluggish"].map((name, i) => alert(name, `${REQUESTS} > ${100 + i}`, url(name))),
      alert("Unreachable", `${REQUESTS} < 0.01`, url(last)),
    );
  expect(codes({ "r.yaml": rules("Unreachable") })).toEqual([]);
  expect(codes({ "r.yaml": rules("Unreachible") })).toEqual(["MG2809"]);
  expect(codes({ "r.yaml": rules("general") })).toEqual([]);
  expect(
    codes({ "r.yaml": rules("Unreachable").replace("wiki.example.com/api/Busy", "wiki.exmaple.com/api/Busy") }),
  ).toEqual(["MG2809"]);
  const pages = { "busy.md": "#", "failing.md": "#", "sluggish.md": "#", "unreachable.md": "#" };
  expect(codes({ "r.yaml": rules("unreachable"), ...pages })).toEqual([]);
  expect(codes({ "r.yaml": rules("unreachabel"), ...pages })).toEqual(["MG2809"]);
});

const TEMPLATE = `{{ define "line" }}{{ .Labels.service }}{{ .StartsAt.Format "15:04" }}{{ end }}
{{ define "text" }}{{ .Status | toUpper }} {{ range .Alerts.Firing }}{{ template "line" . }}{{ end }}{{ $.Receiver }}{{ end }}`;

test("templates are followed into each other", () => {
  const found = (template: string): readonly string[] =>
    codes({ "rules.yaml": group(alert("Busy", `${REQUESTS} > 100`)), "t.tmpl": template });
  expect(found(TEMPLATE)).toEqual([]);
  expect(found(TEMPLATE.replace(".Labels.service", ".Lables.service"))).toEqual(["MG2807"]);
  expect(found(TEMPLATE.replace(".Labels.service", ".Labels.servce"))).toEqual(["MG2808"]);
  expect(found(TEMPLATE.replace(".Alerts.Firing", ".Alerts.Fired"))).toEqual(["MG2807"]);
  expect(found(TEMPLATE.replace("toUpper", "toUper"))).toEqual(["MG2807"]);
  expect(found(TEMPLATE.replace('template "line"', 'template "lime"'))).toEqual(["MG2807"]);
  expect(found(TEMPLATE.replace("$.Receiver", "$.Reciever"))).toEqual(["MG2807"]);
  expect(found(TEMPLATE.replace("{{ end }}{{ $", "{{ $"))).toEqual(["MG2807"]);
});

const board = (expr: string, variables = "service"): string =>
  JSON.stringify({
    title: "API",
    panels: [{ type: "row", panels: [{ title: "Requests", targets: [{ expr }] }] }],
    templating: { list: variables.split(" ").map((name) => ({ name, type: "textbox" })) },
  });

test("queries of dashboards are judged with variables standing for anything", () => {
  const query = 'sum by (service) (rate(http_requests_total{tenant="acme", service=~"$service"}[$__rate_interval]))';
  expect(codes({ "d.json": board(query) })).toEqual([]);
  expect(codes({ "d.json": board(query, "city") })).toEqual(["MG2810"]);
  expect(codes({ "d.json": board(query.replace("requests", "request")) })).toEqual(["MG2001"]);
  expect(codes({ "d.json": board(query.replace("$__rate_interval", "$window"), "service window") })).toEqual([]);
  expect(codes({ "d.json": `{"dashboard": ${board(query.replace("rate(", "rat("))}}` })).toEqual(["MG2101"]);
});

test("who asks about one tenant hears of every query that isn't limited to it", () => {
  const rules = group(alert("Busy", `${REQUESTS} > 100`)).replaceAll("acme", "globex");
  expect(findingsIn({ "r.yaml": rules }, undefined, "globex")).toEqual([]);
  expect(findingsIn({ "r.yaml": rules }, undefined, "acme").map(({ kind }) => kind.code)).toContain("MG2806");
});

test("an alert under another name is the same alert, unless it waits longer", () => {
  const both = (wait: string) => group(alert("Busy", `${REQUESTS} > 1`), alert("Loaded", `${REQUESTS} > 1`, wait));
  expect(findingsIn({ "r.yaml": both("for: 0s") }).map(({ reason }) => reason)).toEqual([
    "Loaded is at r.yaml/groups/0/rules/0, as Busy, already, with the same expression and labels",
  ]);
  expect(codes({ "r.yaml": both("for: 1h") })).toEqual([]);
});

test("a single alert without a severity was forgotten where routes ask for one", () => {
  const some = ["A", "B", "C", "D", "E"].map((name, index) => alert(name, `${REQUESTS} > ${index + 1}`));
  const bare = alert("Bare", `${REQUESTS} > 9`).replace("severity: critical, ", "");
  const routes = `
route:
  receiver: all
  routes:
    - receiver: pager
      matchers: ['severity="critical"']
receivers: [{ name: all }, { name: pager }]
`;
  const found = findingsIn({ "r.yaml": group(...some, bare), "alertmanager.yaml": routes });
  expect(found.map(({ kind, reason }) => [kind.code, reason])).toContainEqual([
    "MG2811",
    "Bare alone has no severity, which routes ask for; the others are critical",
  ]);
  expect(codes({ "r.yaml": group(...some, bare) })).not.toContain("MG2811");
  const two = group(...some, bare, bare.replace("Bare", "Barer").replace("> 9", "> 8"));
  expect(codes({ "r.yaml": two, "alertmanager.yaml": routes })).not.toContain("MG2811");
});
