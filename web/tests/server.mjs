// `whence serve` on a workspace of its own, as the tests and the tools talk to it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export async function start(program, folder, port = 0) {
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
