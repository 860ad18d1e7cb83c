/** A wiki in memory that credits what is saved, by the functions that it's given. */

const IS_WORD = /^[\p{L}\p{M}\p{N}]/u;
/** As many revisions as a wiki asks, and reads, for what they wrote. */
const [ASKED, READ] = [200, 4];

/** Returns what saves a body as a sequence of an article, and tells who wrote each of its words. */
export function memoryWiki({ planAttribution, findAttribution, tokensOf }) {
  const revisions = new Map();
  const index = new Map();
  const save = async (article, body, sequence) => {
    const own = [...revisions.values()].filter((revision) => revision.article === article);
    const parent = own.at(-1);
    const plan = planAttribution({ sequence, body, ...(parent && { parent }) });
    const { attribution, held } = await findAttribution(
      plan,
      pastOf(own.slice(0, -1).reverse(), { article, body }),
    );
    for (const key of plan.wanted.keys()) {
      if (!held.has(key)) index.set(key, [...(index.get(key) ?? []), { article, sequence }]);
    }
    revisions.set(sequence, { article, sequence, body, attribution });
    return tokensOf(body).flatMap(({ text }, i) => (IS_WORD.test(text) ? [attribution[i]] : []));
  };
  const look = (keys, isMeant) => {
    const found = keys.map((key) => [key, (index.get(key) ?? []).find(isMeant)?.sequence]);
    return Promise.resolve(new Map(found.filter(([, sequence]) => sequence !== undefined)));
  };
  const pastOf = (earlier, { article, body }) => ({
    heldIn: (keys) => look(keys, (place) => place.article === article),
    heldAnywhere: (keys) => look(keys, () => true),
    bodiesBefore: (count) => Promise.resolve(earlier.slice(0, count)),
    bodiesFrom: (sequence, count) => {
      const from = earlier.findLastIndex((revision) => revision.sequence >= sequence);
      return Promise.resolve(earlier.slice(Math.max(0, from + 1 - count), from + 1));
    },
    bodiesOfSize: (count) =>
      Promise.resolve(earlier.filter((revision) => revision.body.length === body.length).slice(0, count)),
    writing: (phrases) => Promise.resolve(writing(earlier, phrases)),
    attribution: (sequence) => Promise.resolve(revisions.get(sequence).attribution),
    version: (sequence) => Promise.resolve(revisions.get(sequence)),
  });
  return { save };
}

/** The newest revisions that wrote some phrases. */
function writing(earlier, phrases) {
  let asked = phrases;
  const found = [];
  for (const [i, { sequence, body }] of earlier.slice(0, ASKED).entries()) {
    const [text, before] = [body, earlier[i + 1]?.body ?? ''].map((each) => each.toLowerCase());
    const left = asked.filter((phrase) => !text.includes(phrase) || before.includes(phrase));
    if (left.length === asked.length) continue;
    found.push(sequence);
    asked = left;
    if (found.length === READ) break;
  }
  return found;
}
