/**
 * In which order the test files run: those that take minutes first, so that none of them is left running alone at the end. A fresh
 * clone knows no times yet; once it does, the others follow by theirs.
 */
import Sequencer from '@jest/test-sequencer';

/** The longest first. */
const LONG = [
  ...['postgres wire/intake', 'browser walk', 'sqlite wire/intake', 'postgres proof/alterations'],
  ...['sqlite proof/alterations', 'postgres moderation/matrix', 'postgres db/plans', 'browser english'],
  ...['postgres moderation/withheld', 'browser following', 'browser readers', 'pure text/nasty'],
  ...['browser accounts', 'browser talk', 'sqlite moderation/matrix', 'postgres talk/cost', 'browser taking'],
];

export default class LongFirst extends Sequencer {
  sort(tests) {
    const place = ({ path, context }) => {
      const name = context.config.displayName?.name;
      const found = LONG.findIndex((each) => {
        const [project, file] = each.split(' ');
        return name === project && path.endsWith(`/${file}.test.ts`);
      });
      return found < 0 ? LONG.length : found;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}
