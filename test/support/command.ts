/** The commands of the terminal door, run in the test's own process. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runWiki } from '../../server/cli/wiki.ts';

/** Returns what runs a command on the wiki of an environment, and tells its exit code and what it wrote, a line each. */
export function commandOn(environment: Record<string, string>) {
  return async (given: string[], typed = '') => {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    stdin.end(typed);
    const code = await runWiki(given, environment, { stdin, stdout, stderr });
    stdout.end();
    stderr.end();
    const lines = async (stream: PassThrough) => (await text(stream)).split('\n').slice(0, -1);
    return { code, out: await lines(stdout), err: await lines(stderr) };
  };
}
