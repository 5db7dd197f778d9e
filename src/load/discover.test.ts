import { mkdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discover, findOrganisation, findTenant } from "./discover.ts";
import { brief, type ProjectDouble, projectDouble } from "./project-double.ts";

let project: ProjectDouble;
beforeEach(() => {
  project = projectDouble();
});
afterEach(() => project.remove());

function findings(): string[] {
  return discover(project.root).diagnostics.map((each) => `${each.at.file}: ${brief(each)}`);
}

describe("a project's tenants", () => {
  test("are found in either form, by name, with the organisation", () => {
    project.write({
      "tenants/globex/tenant.yaml": "",
      "tenants/acme/tenant.ts": "",
      "tenants/initech/tenant.yml": "",
      "tenants/organisation.ts": "",
      "tenants/.hidden/tenant.ts": "",
    });
    expect(discover(project.root)).toEqual({
      tenants: [
        { name: "acme", file: "tenants/acme/tenant.ts", form: "typescript" },
        { name: "globex", file: "tenants/globex/tenant.yaml", form: "yaml" },
        { name: "initech", file: "tenants/initech/tenant.yml", form: "yaml" },
      ],
      organisation: { name: "organisation", file: "tenants/organisation.ts", form: "typescript" },
      diagnostics: [],
    });
  });

  test("are missing where there is no folder", () => {
    expect(findings()).toEqual(["tenants: no-tenants 1:1 tenants/ has no folder with a tenant.ts or tenant.yaml"]);
    expect(findTenant(project.root, "acme")).toMatchObject({ kind: { name: "load/no-tenants" } });
  });

  test("have one form, a file, a valid name that is not reserved", () => {
    project.write({
      "tenants/acme/tenant.ts": "",
      "tenants/acme/tenant.yml": "",
      "tenants/empty/notes.md": "",
      "tenants/renamed/tenants.yaml": "",
      "tenants/Big_Corp/tenant.ts": "",
      "tenants/-/tenant.ts": "",
      "tenants/environments/tenant.ts": "",
      "tenants/organisation.yaml": "",
      "tenants/organisation.ts": "",
    });
    expect(findings()).toEqual([
      "tenants/-: tenant-name 1:1 a name has 2 to 40 small letters, digits and hyphens, begins with a letter and ends without a hyphen",
      "tenants/Big_Corp: tenant-name 1:1 a name has 2 to 40 small letters, digits and hyphens, begins with a letter and ends without a hyphen",
      "tenants/acme/tenant.ts: two-forms 1:1 tenants/acme/tenant.ts and tenants/acme/tenant.yml declare the same thing",
      "tenants/empty: no-declaration 1:1 tenants/empty/ has notes.md, but no tenant.ts or tenant.yaml",
      "tenants/environments: reserved-name 1:1 output/environments is where monitorgen writes what tenants share",
      "tenants/renamed: no-declaration 1:1 tenants/renamed/ has tenants.yaml, but no tenant.ts or tenant.yaml",
      "tenants/organisation.ts: two-forms 1:1 tenants/organisation.ts and tenants/organisation.yaml declare the same thing",
    ]);
    expect(discover(project.root).diagnostics.map(({ suggestion }) => suggestion)).toEqual([
      undefined,
      "rename the folder to tenants/big-corp",
      "keep one: rm tenants/acme/tenant.yml",
      "monitorgen init --name empty writes one",
      "rename the folder to tenants/environments-team",
      "mv tenants/renamed/tenants.yaml tenants/renamed/tenant.yaml",
      "keep one: rm tenants/organisation.yaml",
    ]);
    expect(findOrganisation(project.root)).toMatchObject({ kind: { name: "load/two-forms" } });
  });

  test("that are asked for by a misspelt name are guessed", () => {
    project.write({ "tenants/acme/tenant.ts": "", "tenants/globex/tenant.ts": "" });
    const found = findTenant(project.root, "acmee");
    expect(found).toMatchObject({
      reason: "acmee is none of acme or globex",
      suggestion: "did you mean --tenant acme?",
    });
    expect(findTenant(project.root, "acme")).toMatchObject({ file: "tenants/acme/tenant.ts" });
  });

  test("don't lie outside tenants/, neither as folders nor as files", () => {
    project.write({ "elsewhere/tenant.ts": "", "tenants/acme/x.md": "", "tenants/lost/x.md": "" });
    symlinkSync(join(project.root, "elsewhere"), join(project.root, "tenants/linked"));
    symlinkSync(join(project.root, "elsewhere/tenant.ts"), join(project.root, "tenants/acme/tenant.ts"));
    symlinkSync(join(tmpdir(), "nowhere"), join(project.root, "tenants/lost/tenant.ts"));
    symlinkSync(join(project.root, "elsewhere/tenant.ts"), join(project.root, "tenants/organisation.ts"));
    expect(findings()).toEqual([
      "tenants/acme/tenant.ts: link-outside 1:1 tenants/acme/tenant.ts is a link to something outside tenants/",
      "tenants/linked: link-outside 1:1 tenants/linked is a link to something outside tenants/",
      "tenants/lost/tenant.ts: link-outside 1:1 tenants/lost/tenant.ts is a link to something outside tenants/",
      "tenants/organisation.ts: link-outside 1:1 tenants/organisation.ts is a link to something outside tenants/",
    ]);
  });

  test("may be links within tenants/", () => {
    project.write({ "tenants/acme/tenant.ts": "" });
    mkdirSync(join(project.root, "tenants/other"));
    symlinkSync("../acme/tenant.ts", join(project.root, "tenants/other/tenant.ts"));
    expect(findings()).toEqual([]);
    expect(findOrganisation(project.root)).toBeUndefined();
  });
});
