/** Types of Elasticsearch that ECS uses; `+text` adds the multi-field `text` for full-text search. */
export type EcsType =
  | "keyword"
  | "keyword+text"
  | "constant_keyword"
  | "match_only_text"
  | "wildcard"
  | "wildcard+text"
  | "flattened"
  | "boolean"
  | "long"
  | "float"
  | "scaled_float"
  | "date"
  | "ip"
  | "geo_point";

/** Names of fields, separated by spaces, by their type. */
export type FieldsByType = { readonly [T in EcsType]?: string };

const autonomousSystem: FieldsByType = { long: "number", "keyword+text": "organization.name" };

const geo: FieldsByType = {
  keyword:
    "city_name continent_code continent_name country_iso_code country_name name postal_code region_iso_code region_name timezone",
  geo_point: "location",
};

const hash: FieldsByType = { keyword: "md5 sha1 sha256 sha384 sha512 ssdeep tlsh" };

const operatingSystem: FieldsByType = { keyword: "family kernel platform type version", "keyword+text": "full name" };

const user: FieldsByType = {
  keyword: "domain email group.domain group.id group.name hash id roles",
  "keyword+text": "full_name name",
};

const endpoint: FieldsByType = {
  keyword: "address domain mac registered_domain subdomain top_level_domain",
  long: "bytes nat.port packets port",
  ip: "ip nat.ip",
};

const addressed = { "": endpoint, "as.": autonomousSystem, "geo.": geo, "user.": user } as const;

const service: FieldsByType = {
  keyword: "address environment ephemeral_id id name node.name node.role node.roles state type version",
};

const certificate: FieldsByType = {
  keyword: "certificate certificate_chain hash.md5 hash.sha1 hash.sha256 issuer subject",
  date: "not_after not_before",
};

const process: FieldsByType = {
  keyword: "args entity_id thread.name tty.char_device.major",
  "keyword+text": "executable name title working_directory",
  "wildcard+text": "command_line",
  long: "args_count exit_code pgid pid thread.id uptime vpid",
  date: "end start",
  boolean: "interactive",
};

/**
 * The field sets of the Elastic Common Schema 8 that logs of services, hosts and security events use. A set is known by
 * its prefix; parts that several sets share (`geo.`, `user.`) stand under each of them.
 * Source: ECS reference 8, https://www.elastic.co/guide/en/ecs/8.17/ecs-field-reference.html.
 */
export const fieldSets: Readonly<Record<string, Readonly<Record<string, FieldsByType>>>> = {
  "": { "": { date: "@timestamp", match_only_text: "message", keyword: "tags", flattened: "labels" } },
  agent: { "": { keyword: "build.original ephemeral_id id name type version" } },
  client: addressed,
  cloud: {
    "": {
      keyword:
        "account.id account.name availability_zone instance.id instance.name machine.type project.id project.name provider region service.name",
    },
  },
  container: {
    "": {
      keyword: "id image.hash.all image.name image.tag name runtime",
      flattened: "labels",
      scaled_float: "cpu.usage memory.usage",
      long: "disk.read.bytes disk.write.bytes network.egress.bytes network.ingress.bytes",
      boolean: "security_context.privileged",
    },
  },
  data_stream: { "": { constant_keyword: "dataset namespace type" } },
  destination: addressed,
  device: { "": { keyword: "id manufacturer model.identifier model.name serial_number" } },
  dns: {
    "": {
      keyword:
        "answers.class answers.data answers.name answers.type header_flags id op_code question.class question.name question.registered_domain question.subdomain question.top_level_domain question.type response_code type",
      long: "answers.ttl",
      ip: "resolved_ip",
    },
  },
  ecs: { "": { keyword: "version" } },
  email: {
    "": {
      keyword:
        "bcc.address cc.address content_type direction from.address local_id reply_to.address sender.address to.address x_mailer",
      "keyword+text": "subject",
      wildcard: "message_id",
      date: "delivery_timestamp origination_timestamp",
    },
  },
  error: { "": { keyword: "code id type", match_only_text: "message", "wildcard+text": "stack_trace" } },
  event: {
    "": {
      keyword:
        "action agent_id_status category code dataset hash id kind module original outcome provider reason reference timezone type url",
      date: "created end ingested start",
      long: "duration sequence severity",
      float: "risk_score risk_score_norm",
    },
  },
  faas: { "": { keyword: "execution id name trigger.request_id trigger.type version", boolean: "coldstart" } },
  file: {
    "": {
      keyword:
        "attributes device directory drive_letter extension fork_name gid group inode mime_type mode name owner type uid",
      "keyword+text": "path target_path",
      date: "accessed created ctime mtime",
      long: "size",
    },
    "hash.": hash,
  },
  group: { "": { keyword: "domain id name" } },
  host: {
    "": {
      keyword: "architecture boot.id domain hostname id mac name pid_ns_ino type",
      ip: "ip",
      scaled_float: "cpu.usage",
      long: "disk.read.bytes disk.write.bytes network.egress.bytes network.egress.packets network.ingress.bytes network.ingress.packets uptime",
    },
    "geo.": geo,
    "os.": operatingSystem,
    "risk.": {
      keyword: "calculated_level static_level",
      float: "calculated_score calculated_score_norm static_score static_score_norm",
    },
  },
  http: {
    "": {
      keyword: "request.id request.method request.mime_type request.referrer response.mime_type version",
      "wildcard+text": "request.body.content response.body.content",
      long: "request.body.bytes request.bytes response.body.bytes response.bytes response.status_code",
    },
  },
  log: {
    "": {
      keyword:
        "file.path level logger origin.file.name origin.function syslog.appname syslog.facility.name syslog.hostname syslog.msgid syslog.procid syslog.severity.name syslog.version",
      long: "origin.file.line syslog.facility.code syslog.priority syslog.severity.code",
      flattened: "syslog.structured_data",
    },
  },
  network: {
    "": {
      keyword:
        "application community_id direction iana_number name protocol transport type inner.vlan.id inner.vlan.name vlan.id vlan.name",
      long: "bytes packets",
      ip: "forwarded_ip",
    },
  },
  observer: {
    "": { keyword: "hostname mac name product serial_number type vendor version", ip: "ip" },
    "geo.": geo,
    "os.": operatingSystem,
  },
  orchestrator: {
    "": {
      keyword:
        "api_version cluster.id cluster.name cluster.url cluster.version namespace organization resource.annotation resource.id resource.label resource.name resource.parent.type resource.type type",
      ip: "resource.ip",
    },
  },
  organization: { "": { keyword: "id", "keyword+text": "name" } },
  package: {
    "": {
      keyword: "architecture build_version checksum description install_scope license name path reference type version",
      date: "installed",
      long: "size",
    },
  },
  process: { "": process, "hash.": hash, "parent.": process, "user.": user },
  related: { "": { keyword: "hash hosts user", ip: "ip" } },
  rule: {
    "": { keyword: "author category description id license name reference ruleset uuid version" },
  },
  server: addressed,
  service: { "": service, "origin.": service, "target.": service },
  source: addressed,
  span: { "": { keyword: "id" } },
  threat: {
    "": {
      keyword:
        "framework group.alias group.id group.name group.reference indicator.confidence indicator.description indicator.name indicator.provider indicator.reference indicator.type software.id software.name tactic.id tactic.name tactic.reference technique.id technique.reference",
      "keyword+text": "technique.name",
      ip: "indicator.ip",
      long: "indicator.port indicator.scanner_stats indicator.sightings",
      date: "indicator.first_seen indicator.last_seen indicator.modified_at",
    },
  },
  tls: {
    "": {
      keyword:
        "cipher client.ja3 client.server_name client.supported_ciphers curve next_protocol server.ja3s version version_protocol",
      boolean: "established resumed",
    },
    "client.": certificate,
    "server.": certificate,
  },
  trace: { "": { keyword: "id" } },
  transaction: { "": { keyword: "id" } },
  url: {
    "": {
      keyword: "domain extension fragment password query registered_domain scheme subdomain top_level_domain username",
      wildcard: "path",
      "wildcard+text": "full original",
      long: "port",
    },
  },
  user: {
    "": user,
    "changes.": user,
    "effective.": user,
    "target.": user,
    "risk.": {
      keyword: "calculated_level static_level",
      float: "calculated_score calculated_score_norm static_score static_score_norm",
    },
  },
  user_agent: { "": { keyword: "device.name name version", "keyword+text": "original" }, "os.": operatingSystem },
  vulnerability: {
    "": {
      keyword: "category classification enumeration id reference report_id scanner.vendor score.version severity",
      "keyword+text": "description",
      float: "score.base score.environmental score.temporal",
    },
  },
};
