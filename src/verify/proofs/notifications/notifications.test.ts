import { describe, expect, test } from "vitest";
import { program } from "../../../../test/fixtures/program.ts";
import type { Artifact } from "../../../targets/artifact.ts";
import { brokenTexts } from "./index.ts";

const file = (kind: string, path: string, content: string): Artifact => ({ kind, path, content, origins: [] });
const messages = (content: string): Artifact =>
  file("alertmanager-notifications", "alertmanager/notifications/room.txt", content);

const told = (...artifacts: readonly Artifact[]) =>
  brokenTexts(program, artifacts).map(({ kind, place, reason }) => `${kind.code} ${place.path.join("/")} ${reason}`);

const WHOLE = `ErrorRatioHigh
==============
title: PAGE: Requests fail
title_link: https://grafana.example.com/d/api
text:
    player fails 2% of its requests

    <https://runbooks.example.com|Runbook>
footer: music

FailedLogins
============
title: Somebody guesses passwords
`;

test("messages that say everything are right", () => expect(told(messages(WHOLE))).toEqual([]));

describe("a message with a hole is told, at its alert", () => {
  test.each([
    [
      "title: PAGE: Requests fail",
      "title: PAGE: <no value>",
      "the title that room gets of ErrorRatioHigh has no value in a place where it needs one",
    ],
    [
      "player fails",
      "{{ .Labels.service }} fails",
      "the text that room gets of ErrorRatioHigh still has a placeholder in it",
    ],
    [
      "https://grafana.example.com/d/api",
      "",
      "the title_link that room gets of ErrorRatioHigh leads nowhere: the link is empty",
    ],
    ["<https://runbooks.example.com|", "<|", "the text that room gets of ErrorRatioHigh has a link that leads nowhere"],
    ["footer: music", "footer:", "the footer that room gets of ErrorRatioHigh is empty"],
  ])("%s as %s", (from, to, reason) => {
    expect(told(messages(WHOLE.replace(from, to)))).toEqual([`MG2632 alerts/ErrorRatioHigh ${reason}`]);
  });

  test("the second of two, too", () => {
    expect(told(messages(WHOLE.replace("Somebody guesses passwords", "<no value>")))[0]).toContain(
      "security/FailedLogins",
    );
  });
});

describe("a template that can't be filled in is told", () => {
  const template = (text: string) => file("alertmanager-template", "alertmanager/templates/acme.tmpl", text);
  const config = (title: string) =>
    file(
      "alertmanager-config",
      "alertmanager/alertmanager.yaml",
      JSON.stringify({ receivers: [{ slack_configs: [{ title }] }] }),
    );

  test("and one that can, and one that nobody calls, are not", () => {
    const right = template('{{ define "a" }}{{ .Status }}{{ end }}{{ define "b" }}{{ end }}');
    expect(told(right, config('{{ template "a" . }}'))).toEqual([]);
  });

  test.each([
    ['{{ define "a" }}{{ .Staus }}{{ end }}', "there is no field 'Staus'"],
    ['{{ define "b" }}{{ end }}', "there is no template 'a'; there are b"],
    ['{{ define "a" }}{{ if .Status }}{{ end }}', "an {{ end }} is missing"],
  ])("%s", (text, reason) => {
    expect(told(template(text), config('{{ template "a" . }}')).join()).toContain(reason);
  });
});
