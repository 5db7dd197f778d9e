import { type Configuration, configurationSchema } from "./configuration.ts";
import type { DetectorDefinition } from "./detectors/detector.ts";
import { type Checked, check, type Mistake } from "./schema/index.ts";

/** Checks a configuration against its schema and each detector's own parameters; finds all mistakes at once. */
export function checkConfiguration(given: unknown, definitions: readonly DetectorDefinition[]): Checked<Configuration> {
  const checked = check(configurationSchema, given);
  if (checked.mistakes !== undefined) return checked;
  const mistakes = [
    ...kindMistakes(checked.value, definitions),
    ...repeatedNames(checked.value),
    ...credentialMistakes(checked.value),
  ];
  return mistakes.length === 0 ? checked : { mistakes };
}

function kindMistakes({ detectors }: Configuration, definitions: readonly DetectorDefinition[]): Mistake[] {
  const known = definitions.map(({ name }) => name).join(", ");
  return detectors.flatMap(({ detector, parameters }, index) => {
    const definition = definitions.find(({ name }) => name === detector);
    if (definition === undefined) {
      return [{ path: `detectors.${index}.detector`, problem: `is not in this bundle: ${known}` }];
    }
    const { mistakes = [] } = check(definition.parameters, parameters);
    return mistakes.map(({ path, problem }) => ({ path: `detectors.${index}.parameters.${path}`, problem }));
  });
}

function repeatedNames({ detectors }: Configuration): Mistake[] {
  const names = detectors.map(({ name }) => name);
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return first === index ? [] : [{ path: `detectors.${index}.name`, problem: `repeats that of detectors.${first}` }];
  });
}

function credentialMistakes({ basicAuth, bearerTokenFile }: Configuration): Mistake[] {
  if (basicAuth === undefined || bearerTokenFile === undefined) return [];
  return [{ path: "basicAuth", problem: "can't be used beside bearerTokenFile" }];
}
