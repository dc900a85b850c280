import type { Evidence } from './evidence.ts';
import type { Reading } from './reading.ts';
import type { Topic } from './topic-list.ts';

/** The share of its words in which a writer speaks of themselves, from which on a note is wholly their own. */
const ownShare = 0.03;

/** No gate is closed for good: a page about a subject says much about it. */
const ajar = 0.12;

/**
 * How much a note is about somebody's own matters, in 0 to 1: what separates a page about health from somebody's health.
 * Every topic goes by the writer's "I"; those that live in records by the shape of a record as well.
 */
export function gateOf(topic: Topic, reading: Reading, evidence: Evidence): number {
  const { words } = reading;
  if (words === 0) return ajar;
  // A note of a few words is not its writer's own for one "my".
  const size = Math.max(words, 25);
  const person = (reading.first + (reading.plural + reading.day) * 0.5) / size / ownShare;
  if (person >= 1) return 1;
  return Math.min(1, Math.max(ajar, person, recordGate(topic, reading, evidence, size)));
}

function recordGate(topic: Topic, reading: Reading, evidence: Evidence, size: number): number {
  const subject = Math.max(0, reading.subjects - 1) / size / 0.06;
  switch (topic) {
    case 'health': {
      const manner =
        reading.records / size / 0.025 + Math.min(0.7, reading.third / size / 0.06) - reading.subjects / size / 0.04;
      if (manner >= 1) return 1;
      const seen = reading.terms.get(topic)?.length ?? 0;
      // A few lines that hold little else are somebody's list, no page.
      const isDense = reading.words <= 60 && seen >= 3 && seen > reading.words * 0.15;
      const list = !isDense ? 0 : reading.everyday < reading.words * 0.16 ? 0.9 : 0.5;
      const shape = list + Math.min(0.8, evidence.denials.length * 0.4) + (evidence.labValues.length >= 3 ? 0.5 : 0);
      return manner + shape + Math.min(0.5, (evidence.dates.length + evidence.appointments.length) / 6);
    }
    case 'finance':
      return Math.min(0.9, Math.max(evidence.amounts.length / 5, evidence.jotted.length / 6)) - subject;
    case 'identity':
      return Math.min(
        1,
        Math.min(0.6, evidence.fields.length / 4) +
          (evidence.births.length + evidence.dates.length > 0 ? 0.4 : 0.1) +
          Math.min(0.5, evidence.appointments.length / 3) -
          subject,
      );
    case 'legal':
      return (
        (evidence.caseNumbers.length > 0 ? 0.8 : 0) +
        Math.min(0.8, (evidence.dates.length + evidence.appointments.length) / 3) +
        Math.min(0.4, (evidence.amounts.length + evidence.jotted.length) / 4) -
        subject
      );
    case 'client-confidential':
      return Math.min(0.8, (reading.terms.get(topic)?.length ?? 0) / 8) - subject;
    case 'home':
      // What to do while the owners are away is told in orders, with days and codes and without an "I".
      return (
        Math.min(0.9, evidence.fields.length / 4 + strong(topic, reading) * 0.3 + evidence.appointments.length / 5) +
        (evidence.entries.length > 0 ? 0.6 : 0) -
        subject
      );
    case 'minors':
      return Math.min(0.9, reading.third / size / 0.06 + evidence.appointments.length / 5) - subject;
    default:
      return 0;
  }
}

/** How many of a topic's strongest terms stand in a note. */
function strong(topic: Topic, { terms }: Reading): number {
  return (terms.get(topic) ?? []).filter(({ weight }) => weight >= 3).length;
}
