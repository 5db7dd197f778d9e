import { anything, list, nullable, number, type OutputOf, object, parse, record, truth } from "../../schema/index.ts";
import type { Detector, Verdict } from "../detector.ts";
import { isUsable } from "../series-detector.ts";
import { advice, reasonOf } from "../verdict.ts";
import { Member, recordState, type Vote } from "./member.ts";
import { type MemberName, memberNames, type Parameters } from "./parameters.ts";

/** So many of the last cases can still be told to have been anomalies or not. */
const REMEMBERED_CASES = 64;

/** A case that someone has judged counts as much as so many that only the members have. */
const JUDGED = 10;

const ADAPTS_WITHIN_SAMPLES = 120;

const caseState = object({ seconds: number(), alarms: record(truth) });

const savedState = object({
  members: record(object({ detector: anything, record: recordState })),
  cases: list(caseState, { most: REMEMBERED_CASES }),
  lastSeconds: nullable(number()),
});

/** Starts a member's detector, anew or from a state. */
export type Start = (name: MemberName, state?: unknown) => Detector;

/** Several detectors of one series, whose confidence is weighed by their record. */
export class EnsembleDetector implements Detector {
  readonly #threshold: number;
  readonly #members: readonly Member[];
  #cases: readonly OutputOf<typeof caseState>[];
  #lastSeconds: number | null;

  constructor({ members, threshold }: Parameters, start: Start, state?: unknown) {
    const saved = state === undefined ? undefined : parse(savedState, state);
    this.#threshold = threshold;
    this.#members = memberNames
      .filter((name) => members[name].weight > 0)
      .map((name) => {
        const of = saved?.members[name];
        return new Member(name, members[name].weight, start(name, of?.detector), of?.record);
      });
    this.#cases = saved?.cases ?? [];
    this.#lastSeconds = saved?.lastSeconds ?? null;
  }

  score(value: number, timestampSeconds: number): Verdict | undefined {
    const votes = this.#votesOn(value, timestampSeconds);
    return votes[0] === undefined ? undefined : this.#verdictOf(value, [votes[0], ...votes.slice(1)]);
  }

  learn(value: number, timestampSeconds: number): void {
    if (!isUsable(value) || !Number.isFinite(timestampSeconds)) return;
    if (this.#lastSeconds !== null && timestampSeconds <= this.#lastSeconds) return;
    const votes = this.#votesOn(value, timestampSeconds);
    if (votes.some(({ verdict }) => verdict.is_anomaly)) this.#note(votes, timestampSeconds);
    for (const { detector } of this.#members) detector.learn(value, timestampSeconds);
    this.#lastSeconds = timestampSeconds + 0;
  }

  /** Weighs the members by whether they were right about a value that someone has judged, if it was an alarm of any of them. */
  feedback(timestampSeconds: number, wasAnomaly: boolean): void {
    const judged = this.#cases.find(({ seconds }) => seconds === timestampSeconds);
    for (const member of this.#members) {
      const alarm = judged?.alarms[member.name];
      if (alarm !== undefined) member.note(alarm === wasAnomaly, JUDGED);
    }
  }

  toJSON(): object {
    const members = Object.fromEntries(this.#members.map((member) => [member.name, member.toJSON()]));
    return { members, cases: this.#cases, lastSeconds: this.#lastSeconds };
  }

  /** The members that have a verdict, the one that weighs most in the consensus first. */
  #votesOn(value: number, timestampSeconds: number): readonly Vote[] {
    const votes = this.#members.flatMap((member) => {
      const verdict = member.detector.score(value, timestampSeconds);
      return verdict === undefined ? [] : [{ member, verdict }];
    });
    return votes.sort((left, right) => shareOf(right) - shareOf(left));
  }

  /** An alarm that the others don't share is noted as a false one, silence where they agree as a miss. */
  #note(votes: readonly Vote[], timestampSeconds: number): void {
    const isAnomaly = consensusOf(votes) > this.#threshold;
    for (const { member, verdict } of votes) member.note(verdict.is_anomaly === isAnomaly, 1);
    const alarms = Object.fromEntries(votes.map(({ member, verdict }) => [member.name, verdict.is_anomaly]));
    this.#cases = [...this.#cases.slice(1 - REMEMBERED_CASES), { seconds: timestampSeconds + 0, alarms }];
  }

  #verdictOf(seen: number, votes: readonly [Vote, ...Vote[]]): Verdict {
    const score = consensusOf(votes);
    const threshold = this.#threshold;
    const is_anomaly = score > threshold;
    const { expected } = votes[0].verdict;
    const total = votes.reduce((sum, vote) => sum + shareOf(vote), 0);
    const contributions = votes.map((vote) => {
      const share = total > 0 ? shareOf(vote) / total : 1 / votes.length;
      return { feature: vote.member.name, seen, expected: vote.verdict.expected, share };
    });
    const verdict = { is_anomaly, confidence_score: confidenceOf(score, threshold), score, threshold, expected, seen };
    const wording = { statistic: `consensus of ${votes.length} detectors`, adaptsWithinSamples: ADAPTS_WITHIN_SAMPLES };
    const recommendation = is_anomaly ? advice(seen > expected, wording) : "Nothing to do.";
    return { ...verdict, contributions, reason: reasonOf(verdict, wording.statistic), recommendation };
  }
}

/** The consensus as odds over those at the threshold: ½ there, 0 and 1 at the ends. */
function confidenceOf(score: number, threshold: number): number {
  const above = score * (1 - threshold);
  return above / (above + threshold * (1 - score));
}

function shareOf({ member, verdict }: Vote): number {
  return member.weight * verdict.confidence_score;
}

/** The mean confidence, weighted. */
function consensusOf(votes: readonly Vote[]): number {
  const weights = votes.reduce((sum, { member }) => sum + member.weight, 0);
  return votes.reduce((sum, vote) => sum + shareOf(vote), 0) / weights;
}
