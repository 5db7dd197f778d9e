import { literalSecret, secretInText } from "../diagnostics/codes/declaration.ts";
import { type Finding, finding, type Path } from "../diagnostics/diagnostic.ts";
import { secretsIn } from "../diagnostics/secrets.ts";

/**
 * A finding for each text and each name of a declaration that holds what has the form of a credential; not where one of
 * `said` says already that no reference stands where one belongs.
 */
export function secretsInDeclaration(declaration: unknown, said: readonly Finding[]): readonly Finding[] {
  const at = ({ place }: Finding): string => JSON.stringify(place.path);
  const literal = new Set(said.filter(({ kind }) => kind.code === literalSecret.code).map(at));
  return inside(declaration, []).filter((one) => !literal.has(at(one)));
}

/** Findings without those about a text that is a secret: read as PromQL or as names, its parts aren't known as one. */
export function silentAboutSecrets(findings: readonly Finding[]): readonly Finding[] {
  const secrets = findings.filter(({ kind }) => kind.name.startsWith("secret/")).map(({ place }) => place.path);
  if (secrets.length === 0) return findings;
  const isAbout = (path: Path): boolean =>
    secrets.some((secret) => secret.every((step, at) => String(path[at]) === String(step)));
  return findings.filter(({ kind, place }) => kind.name.startsWith("secret/") || !isAbout(place.path));
}

function inside(value: unknown, path: Path): readonly Finding[] {
  if (typeof value === "string") {
    return secretsIn(value)
      .slice(0, 1)
      .map(({ start, end, what }) => finding(secretInText, { path, span: { start, end } }, { what }));
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => inside(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const [secret] = secretsIn(key);
    const at = [...path, key];
    const ofKey = secret === undefined ? [] : [finding(secretInText, { path: at, part: "key" }, { what: secret.what })];
    return [...ofKey, ...inside(child, at)];
  });
}
