/** The hosts that a text's addresses lead to, whatever they stand in: found by the two slashes in front, not by what a page makes of them. */

/** Two slashes, whoever is named before an @, and then a name with a dot in it, as far as a host may go. */
const HOST = /\/\/(?:[^\s/?#@"'<>()[\]\\]{0,100}@)?([^\s/?#@:"'<>()[\]\\]{1,253})/g;

/** Returns the hosts in a text, in lower case, each once. */
export function hostsIn(text: string): Set<string> {
  const hosts = new Set<string>();
  for (const [, host] of text.matchAll(HOST)) if (host!.includes('.')) hosts.add(host!.toLowerCase());
  return hosts;
}
