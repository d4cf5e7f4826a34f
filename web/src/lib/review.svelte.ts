// One document under review: its reading, which claim is looked at, and what the analyst said of each.
import { api, Failure, type Source } from './api';
import type { Claim, Reading } from './forms';
import { settings } from './settings.svelte';
import { side_of, type Side } from './wording';
import { text } from './text';

export type Kind = 'accept' | 'reject' | 'amend' | 'withdraw';

export class Review {
  reading: Reading;
  source: Source | null; // absent: came from the workspace
  kept = $state(false);
  selected = $state<string | null>(null);
  verdicts = $state<Record<string, Exclude<Kind, 'withdraw'>>>({});
  notice = $state('');
  busy = $state(false);
  readonly order: Claim[];
  readonly by_id: Map<string, Claim>;
  #history: string[] = [];
  #queue: Promise<void> = Promise.resolve();

  constructor(reading: Reading, source: Source | null, verdicts: Record<string, Exclude<Kind, 'withdraw'>> = {}) {
    this.reading = reading;
    this.source = source;
    this.kept = source === null;
    this.verdicts = verdicts;
    this.order = [...reading.claims].sort((a, b) => a.span.begin - b.span.begin || a.span.end - b.span.end);
    this.by_id = new Map(reading.claims.map((claim) => [claim.id, claim]));
  }

  get claim(): Claim | null {
    return this.selected === null ? null : (this.by_id.get(this.selected) ?? null);
  }

  step(by: number): void {
    const at = this.order.findIndex((claim) => claim.id === this.selected);
    const next = at < 0 ? (by > 0 ? 0 : this.order.length - 1) : Math.max(0, Math.min(this.order.length - 1, at + by));
    this.selected = this.order[next]?.id ?? null;
  }

  async keep(): Promise<void> {
    if (this.kept || !this.source) return;
    const source = this.source;
    this.notice = text.read.keeping;
    await this.#tell(async () => {
      await api.keep(source);
      this.kept = true;
      this.notice = text.read.kept;
    });
  }

  // Recorded in the workspace first and shown then: what stands on the screen has been said. One after the other, so that
  // a key pressed while a verdict is under way is neither lost nor faster.
  async mark(kind: Kind, amend?: Record<string, string>): Promise<void> {
    const id = this.selected;
    if (id !== null) await this.#next(() => this.#say(id, kind, amend));
  }

  async undo(): Promise<void> {
    await this.#next(async () => {
      const id = this.#history.pop();
      if (id === undefined) return;
      this.selected = id;
      await this.#say(id, 'withdraw');
    });
  }

  async #next(act: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(act);
    await this.#queue;
  }

  async #say(id: string, kind: Kind, amend?: Record<string, string>): Promise<void> {
    if (!this.kept) return void (this.notice = text.read.keep_first);
    if (settings.coder.trim() === '') return void (this.notice = text.read.name_first);
    await this.#tell(async () => {
      const changes = Object.entries(amend ?? {}).map(([field, value]) => ({ field, value }));
      await api.mark(id, { by: settings.coder.trim(), ...(kind === 'amend' ? { amend: changes } : { verdict: kind }) });
      if (kind === 'withdraw') delete this.verdicts[id];
      else {
        this.verdicts[id] = kind;
        this.#history.push(id);
      }
      this.notice = '';
    });
  }

  async #tell(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await act();
    } catch (problem) {
      this.notice = problem instanceof Failure ? problem.message : String(problem);
    } finally {
      this.busy = false;
    }
  }
}

export type Group = { letter: string; summary: string; alleged: Claim[]; answered: Claim[]; also: Claim[] };

// The matters in order, then what is said in general. `also`: answers that speak to several matters, this one among them.
export function groups_of(reading: Reading): Group[] {
  const claims = new Map(reading.claims.map((claim) => [claim.id, claim]));
  const covers = covers_of(reading);
  const lettered = reading.matters.filter((matter) => /^[A-Z]$/.test(matter.letter));
  const of_side = (letter: string, side: Side): Claim[] =>
    reading.claims.filter((claim) => side_of(claim) === side && place_of(claim, covers) === letter);
  const result = lettered.map(({ letter, summary, answers }): Group => ({
    letter, summary, alleged: of_side(letter, 'alleged'), answered: of_side(letter, 'answered'),
    also: answers.flatMap((id) => claims.get(id) ?? []).filter((claim) => place_of(claim, covers) !== letter),
  }));
  const general: Group = { letter: '*', summary: '', alleged: of_side('*', 'alleged'), answered: of_side('*', 'answered'), also: [] };
  if (general.alleged.length + general.answered.length > 0) result.push(general);
  return result;
}

export function covers_of(reading: Reading): Map<string, string[]> {
  const covers = new Map<string, string[]>();
  for (const matter of reading.matters) {
    if (!/^[A-Z]$/.test(matter.letter)) continue;
    for (const id of matter.answers) covers.set(id, [...(covers.get(id) ?? []), matter.letter]);
  }
  return covers;
}

function place_of(claim: Claim, covers: Map<string, string[]>): string {
  const letters = covers.get(claim.id) ?? [];
  if (letters.length === 1) return letters[0] ?? '*';
  if (letters.length > 1) return '*';
  return /^[A-Z]$/.test(claim.matter) ? claim.matter : '*';
}
