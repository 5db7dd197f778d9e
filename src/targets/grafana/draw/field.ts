import type { ValueMapping } from "@grafana/grafana-foundation-sdk/dashboard";
import { stepsOf } from "../steps.ts";
import { displayOf } from "../unit.ts";
import type { View } from "../view.ts";
import type { Canvas, PanelBuilder } from "./builder.ts";
import { drawLink } from "./link.ts";

/** How a view's values are written and coloured: unit, bounds, names of states, links, thresholds. */
export function drawField<B extends PanelBuilder>({ sdk }: Canvas, builder: B, view: View, healthy: string): B {
  builder.unit(displayOf(view.unit).unit);
  if (Number.isFinite(view.range.from)) builder.min(floor(view));
  if (Number.isFinite(view.range.to) && !dwarfed(view)) builder.max(view.range.to);
  if (view.states !== undefined) builder.mappings([mapping(sdk, view.states)]);
  if (view.dataLinks !== undefined) builder.dataLinks(view.dataLinks.map((link) => drawLink(sdk, link)));
  const { ThresholdsConfigBuilder, ThresholdsMode } = sdk.dashboard;
  const steps = stepsOf(view.limits, healthy).map(({ value, color }) => ({ value, color }));
  return builder.thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps));
}

/** Whether all limits of lines would lie on the floor of a panel as high as the range: 1 % in 100 %. */
function dwarfed(view: View): boolean {
  const { kind, limits, range } = view;
  if (kind !== "timeseries" || limits.length === 0) return false;
  const tenth = floor(view) + (range.to - floor(view)) / 10;
  return limits.every(({ value }) => value < tenth);
}

// An axis that begins above zero makes differences look larger than they are.
function floor({ range }: View): number {
  return Math.min(0, range.from);
}

function mapping({ dashboard }: Canvas["sdk"], states: NonNullable<View["states"]>): ValueMapping {
  const options = Object.fromEntries(
    states.map(({ value, text, color }, index) => [String(value), { text, color, index }]),
  );
  return { type: dashboard.MappingType.ValueToText, options };
}
