// Something that the server is asked for: loading, an error that says what to do, or the value. A newer question
// cancels an older one, and the old value stays on the screen, marked as stale, until the new one is there.
import { Failure } from './api';

export class Loaded<Value> {
  value = $state.raw<Value | null>(null);
  error = $state.raw<Failure | null>(null);
  busy = $state(false);
  #abort: AbortController | null = null;

  async ask(question: (signal: AbortSignal) => Promise<Value>): Promise<Value | null> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.busy = true;
    try {
      const value = await question(abort.signal);
      if (this.#abort !== abort) return null;
      this.value = value;
      this.error = null;
      return value;
    } catch (problem) {
      if (this.#abort !== abort || abort.signal.aborted) return null;
      this.error = problem instanceof Failure ? problem : new Failure(0, 'unexpected', String(problem));
      return null;
    } finally {
      if (this.#abort === abort) this.busy = false;
    }
  }

  clear(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.value = null;
    this.error = null;
    this.busy = false;
  }
}
