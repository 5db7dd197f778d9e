import type { Detector, Program } from "../../../program/program.ts";
import { ownedBy, select } from "../expression.ts";
import { legendOf, type Section, type View, view } from "../view.ts";

/** What the sidecar's detectors watch, what they expected, and when they found it unusual. */
export function anomalies(program: Program): Section {
  return {
    title: "Anomalies",
    views: program.detectors.flatMap((detector) => [course(program, detector), found(program, detector)]),
  };
}

function verdict(program: Program, detector: Detector, name: string) {
  return ownedBy(program.tenant, select(`${program.sidecar.prefix}_${name}`, { detector: detector.name }));
}

function course(program: Program, detector: Detector): View {
  const { labels } = detector;
  const expected = labels.length === 0 ? "expected" : `${legendOf(labels, "")} expected`;
  return view({
    title: detector.name,
    description: `What ${detector.method} watches, and dashed the value that it expected.`,
    kind: "timeseries",
    queries: [
      { expr: detector.watch, legend: legendOf(labels, "measured") },
      { expr: verdict(program, detector, "anomaly_expected"), legend: expected, predicted: true },
    ],
    unit: detector.unit,
    labels,
    width: 14,
    height: 7,
  });
}

function found(program: Program, detector: Detector): View {
  return view({
    title: `${detector.name}: unusual`,
    description: `When ${detector.method} found a value unusual (${detector.direction === "both" ? "above or below" : detector.direction} what it expected).`,
    kind: "state-timeline",
    queries: [{ expr: verdict(program, detector, "anomaly"), legend: legendOf(detector.labels, detector.name) }],
    unit: "",
    labels: detector.labels,
    states: [
      { value: 0, text: "As expected", color: "green" },
      { value: 1, text: "Unusual", color: detector.severity === "page" ? "red" : "orange" },
    ],
    width: 10,
    height: 7,
  });
}
