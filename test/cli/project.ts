import type { Program } from "../../src/program/program.ts";
import { Suppressions } from "../../src/program/suppressions.ts";
import type { CompiledProject, Generated, GeneratedProject } from "../../src/project.ts";

/** A project of programs that are compiled already; every declaration is at one place. */
export function projectOf(
  programs: readonly Program[],
  diagnostics: CompiledProject["diagnostics"] = [],
): CompiledProject {
  const names = [...new Set(programs.map(({ tenant }) => tenant.name))];
  return {
    tenants: names.map((name) => ({
      name,
      files: [`tenants/${name}/tenant.ts`],
      programs: programs.filter(({ tenant }) => tenant.name === name),
      suppressions: new Suppressions([]),
      locate: () => ({ file: `tenants/${name}/tenant.ts`, line: 41, column: 5 }),
    })),
    environments: [...new Map(programs.map(({ environment }) => [environment.name, environment])).values()],
    diagnostics,
    sources: new Map(),
  };
}

/** The same project with a file for each program; all alerts but `unproven` of each are proven. */
export function generatedOf(project: CompiledProject, unproven = 0): GeneratedProject {
  const programs = project.tenants.flatMap(({ programs }) => programs);
  const generated = programs.map((program): Generated => {
    const { tenant, environment, alerts } = program;
    const folder = environment.isDefault ? tenant.name : `environments/${environment.name}/${tenant.name}`;
    const content = alerts.map(({ name }) => `${name}\n`).join("");
    const artifacts = [{ path: "README.md", content, kind: "readme", origins: ["tenant"] }];
    return { program, folder, artifacts, proven: alerts.length - unproven };
  });
  return { ...project, generated };
}
