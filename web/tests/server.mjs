// The server that the tests talk to: `whence serve` itself where the program has it, else the bridge.
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { serve } from './bridge.mjs';

export function has_server(program) {
  try {
    execFileSync(program, ['serve', '--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export async function start(program, folder, port = 0) {
  if (process.env.WHENCE_BRIDGE || !has_server(program)) return serve(program, folder, port);
  const child = spawn(program, ['serve', '--listen', `127.0.0.1:${port}`, '--workspace', join(folder, 'whence.db'), '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (data) => {
      out += data;
      if (out.trimEnd().endsWith('}')) resolve(out);
    });
    child.on('exit', () => reject(new Error('whence serve ended')));
  });
  const close = () => new Promise((resolve) => {
    child.on('exit', resolve);
    child.kill('SIGTERM');
  });
  return { address: JSON.parse(line).address, close };
}
