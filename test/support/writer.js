/** Writes revisions to one article for some milliseconds, in a process of its own: node writer.js <milliseconds> <e-mail> */
import { readSettings } from '../../dist/server/config.js';
import { makeContext } from '../../dist/server/context.js';
import { authorOf } from '../../dist/server/wiki/history/author.js';
import { editArticle } from '../../dist/server/wiki/articles/edits.js';
import { personByEmail } from '../../dist/server/wiki/people/accounts.js';

const [milliseconds, email] = process.argv.slice(2);
const { db, now } = makeContext(readSettings(process.env));
const author = await authorOf(db, await personByEmail(db, email), now());
const content = { kind: 'method', title: 'Kapløb', lead: 'x', topics: [], sources: [], facts: {}, body: '' };
const end = Date.now() + Number(milliseconds);
let saved = 0;
for (; Date.now() < end; saved++) {
  const body = `${process.pid} skrev nummer ${saved}.`;
  try {
    await editArticle(db, author, 'kapløb', { content: { ...content, body }, summary: '', minor: false });
  } catch (error) {
    // On a fast machine somebody has saved as much as one may within an hour.
    if (error.status !== 429) throw error;
    break;
  }
}
await db.destroy();
process.stdout.write(`${saved}\n`);
