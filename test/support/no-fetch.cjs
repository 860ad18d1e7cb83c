/**
 * Stands where citation-js would load its two ways to the network. Jest on Node 20 can't load them, the wiki never takes
 * them, and a test in which something did would fail here.
 */
module.exports = () => {
  throw new Error('The wiki fetches nothing.');
};
module.exports.Headers = Headers;
