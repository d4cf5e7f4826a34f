// The case that is open: a file that is only weighed, or one that the workspace keeps; and its answer under the switches
// that stand in the address.
import { api, Failure, type Query } from './api';
import type { Answer, CaseVerdicts, Evidence, KeptCase } from './forms';
import { Loaded } from './load.svelte';
import { settings } from './settings.svelte';
import { text } from './text';

const key = 'whence.case';

export class Incident {
  yaml = $state(remembered());
  kept = $state.raw<KeptCase | null>(null);
  answer = new Loaded<Answer>();
  file = new Loaded<KeptCase>();
  items = $state.raw<Evidence[]>([]); // of the case as it stands, so that an item left out can be taken in again
  notice = $state('');

  open(yaml: string): void {
    this.yaml = yaml;
    this.kept = null;
    this.items = [];
    this.notice = '';
    this.file.clear();
    this.answer.clear();
    try {
      sessionStorage.setItem(key, yaml);
    } catch {
      // Too large or not allowed: a reload then starts empty.
    }
  }

  async open_kept(name: string): Promise<void> {
    this.open('');
    const file = await this.file.ask((signal) => api.case(name, signal));
    if (file) this.#take(file);
  }

  async weigh(switches: Query): Promise<void> {
    const kept = this.kept;
    const answer = await this.answer.ask((signal) =>
      kept ? api.weigh_case(kept.case ?? '', switches, signal) : api.weigh(this.yaml, switches, signal));
    if (answer && (this.items.length === 0 || answer.evidence.length >= this.items.length)) this.items = answer.evidence;
  }

  // Keeps a case for the first time, or its new text.
  async save(yaml: string): Promise<boolean> {
    const kept = this.kept;
    return this.#change(async (by) => (kept ? api.replace_case(kept, yaml, by) : api.new_case(name_of(yaml), yaml, by)));
  }
  async check(verdicts: Omit<CaseVerdicts, 'by'>): Promise<boolean> {
    const kept = this.kept;
    return kept !== null && this.#change((by) => api.check_case(kept, { ...verdicts, by }));
  }
  async sign(): Promise<boolean> {
    const kept = this.kept;
    return kept !== null && this.#change((by) => api.sign_case(kept, by));
  }

  async #change(act: (by: string) => Promise<KeptCase>): Promise<boolean> {
    const by = settings.coder.trim();
    this.notice = by === '' ? text.read.name_first : '';
    if (by === '') return false;
    try {
      this.#take(await act(by));
      return true;
    } catch (problem) {
      this.notice = problem instanceof Failure ? problem.message : String(problem);
      return false;
    }
  }

  #take(file: KeptCase): void {
    this.kept = file;
    this.yaml = file.yaml;
    this.items = [];
  }
}

const name_of = (yaml: string): string => /^case:\s*["']?([^"'#\n]+)/m.exec(yaml)?.[1]?.trim() ?? '';

function remembered(): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

export const incident = new Incident();

export const template = `case: a-name
exercise: true                   # an invented incident: victims have the codes XA to XZ
victim: {country: XA, sector: government}
window: 2026-05/2026-09
evidence:
  - technique: T1190
    origin: own forensics        # items of one origin are not independent
    grade: A2
`;
