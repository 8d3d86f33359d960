import { BlockList, isIP } from 'node:net';

/** A CIDR block or a single address, as the pieces BlockList takes; null when it is neither. */
function parsed(
  text: string,
): { readonly address: string; readonly bits: number; readonly family: 'ipv4' | 'ipv6' } | null {
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return null;
  const most = version === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const bits = length === undefined ? most : Number(length);
  return bits > most ? null : { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** '203.0.113.0/24', '2001:db8::/32', or a single address. A block of everything is no restriction and is refused. */
export function isNetwork(text: string): boolean {
  const network = parsed(text);
  return network !== null && network.bits > 0;
}

/** Whether one of the blocks holds the address; no blocks hold every address, and an unknown address is in none. */
export function isWithin(networks: readonly string[], address: string | null): boolean {
  if (networks.length === 0) return true;
  if (address === null) return false;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  if (version === 0) return false;
  const blocks = new BlockList();
  for (const network of networks.map(parsed)) {
    if (network) blocks.addSubnet(network.address, network.bits, network.family);
  }
  return blocks.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}
