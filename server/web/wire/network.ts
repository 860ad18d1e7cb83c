/** Whom a request is counted for: the network that it comes from, since one customer of a provider has a whole one. */
import { isIPv6 } from 'node:net';

/** How many of the eight groups of an IPv6 address name the network: a /64 is the least that a customer is given. */
const GROUPS = 4;

/** Returns an IPv4 address as it is, also from within an IPv6 one, and of an IPv6 address its /64. */
export function networkOf(address = ''): string {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address.replace(/%.*$/, ''));
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return [groups[6]!, groups[7]!].flatMap((pair) => [pair >> 8, pair & 255]).join('.');
  return groups
    .slice(0, GROUPS)
    .map((group) => group.toString(16))
    .join(':');
}

function groupsOf(address: string): number[] {
  const hex = address.replace(
    /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/,
    (_dotted, ...bytes: string[]) =>
      `${(Number(bytes[0]) * 256 + Number(bytes[1])).toString(16)}:${(Number(bytes[2]) * 256 + Number(bytes[3])).toString(16)}`,
  );
  const [head = [], tail] = hex.split('::').map((part) => part.split(':').filter(Boolean));
  const left = 8 - head.length - (tail?.length ?? 0);
  const all = [...head, ...Array<string>(left).fill('0'), ...(tail ?? [])];
  return all.map((group) => parseInt(group, 16));
}
