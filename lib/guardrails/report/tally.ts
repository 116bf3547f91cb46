import { subjectName } from '../evaluation/subject-name';
import { Observer } from '../evaluation/violation';
import { RULES } from '../rules';

/** What became of one rule. */
export interface RuleTally {
  readonly checks: number;
  readonly failed: number;
  readonly objects: readonly string[];
  readonly moreObjects: number;
}

const NAMED_OBJECTS = 20;

class Entry implements RuleTally {
  public checks = 0;
  public failed = 0;
  public readonly objects: string[] = [];
  public moreObjects = 0;
  private last?: object;

  public add(holds: boolean, subject: Parameters<typeof subjectName>[0]): void {
    this.checks += 1;
    this.failed += holds ? 0 : 1;
    if (subject === undefined || subject === this.last) {
      return;
    }
    this.last = subject;
    if (this.objects.length < NAMED_OBJECTS) {
      this.objects.push(subjectName(subject)!);
    } else {
      this.moreObjects += 1;
    }
  }
}

/** Counts what every rule looked at; names only the first objects, since there may be very many. */
export class Tally {
  private readonly entries = new Map<string, Entry>();

  public readonly observe: Observer = (rule, holds, subject) => {
    let entry = this.entries.get(rule.id);
    if (!entry) {
      entry = new Entry();
      this.entries.set(rule.id, entry);
    }
    entry.add(holds, subject);
  };

  /** By rule, in the order of the rules; rules that had nothing to look at are not there. */
  public byRule(): [(typeof RULES)[number], RuleTally][] {
    return RULES.flatMap((rule) => {
      const entry = this.entries.get(rule.id);
      return entry ? [[rule, entry] as [(typeof RULES)[number], RuleTally]] : [];
    });
  }
}
