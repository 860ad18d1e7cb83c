/**
 * Properties are tried on the same random texts in each run, so that a run tells of the change and not of luck. `SEED` tries
 * them on others, and is how new faults are looked for: a failing property says what to put into a test of its own.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_128) });
