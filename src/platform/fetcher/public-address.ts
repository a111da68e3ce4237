import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 that is no public host: IANA's special-purpose registry, multicast and reserved. */
const REFUSED_4: readonly [network: string, bits: number][] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
];
/** Within 2000::/3: Teredo and other protocol assignments, documentation, 6to4 (which hides an IPv4 address). */
const REFUSED_6: readonly [network: string, bits: number][] = [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20],
];

const refused = new BlockList();
for (const [network, bits] of REFUSED_4) refused.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of REFUSED_6) refused.addSubnet(network, bits, 'ipv6');
/** All of global unicast. Mapped, NAT64, unique local, link-local and multicast addresses lie outside of it. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is one that anybody on the Internet could reach; false for anything that is no address. */
export function isPublicAddress(address: string): boolean {
	if (isIPv4(address)) return !refused.check(address, 'ipv4');
	return isIPv6(address) && globalUnicast.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}
