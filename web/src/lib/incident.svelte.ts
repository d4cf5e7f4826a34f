// The case that is open: its file as text, and its answer under the switches that stand in the address.
import { api, type Query } from './api';
import type { Answer, Evidence } from './forms';
import { Loaded } from './load.svelte';

const key = 'whence.case';

export class Incident {
  text = $state(remembered());
  name = $state('');
  answer = new Loaded<Answer>();
  items = $state.raw<Evidence[]>([]); // of the case as it stands, so that an item left out can be taken in again

  async open(content: string, name: string): Promise<void> {
    this.text = content;
    this.name = name;
    this.items = [];
    this.answer.clear();
    try {
      sessionStorage.setItem(key, content);
    } catch {
      // Too large or not allowed: a reload then starts empty.
    }
  }

  async weigh(switches: Query): Promise<void> {
    const answer = await this.answer.ask((signal) => api.weigh(this.text, switches, signal));
    if (answer && (this.items.length === 0 || answer.evidence.length >= this.items.length)) this.items = answer.evidence;
  }
}

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
prepared_by: ""
evidence:
  - technique: T1190
    origin: own forensics        # items of one origin are not independent
    grade: A2
`;
