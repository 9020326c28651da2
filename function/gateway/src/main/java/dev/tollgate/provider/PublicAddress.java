package dev.tollgate.provider;

import dev.tollgate.parse.NumberParser;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Distinguishes public internet addresses from all others by IANA's registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry).
 */
final class PublicAddress {
    private final List<Range> notPublic4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // Link-local, and the address at which clouds give a machine its credentials.
            "169.254.0.0/16",
            "172.16.0.0/12",
            // Azure's internal services for a machine. The address looks public and is not.
            "168.63.129.16/32",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private final Range public6 = Range.of("2000::/3");

    /** Several of these ranges embed an IPv4 address, which may be any. */
    private final List<Range> notPublic6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** Whether the address is public. An IPv4 address in IPv6 notation counts as an IPv4 address. */
    boolean matches(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return notPublic4.stream().noneMatch(range -> range.contains(bytes));
        }
        return public6.contains(bytes) && notPublic6.stream().noneMatch(range -> range.contains(bytes));
    }

    private static List<Range> ranges(String... texts) {
        return Stream.of(texts).map(Range::of).toList();
    }

    /** All addresses with the same leading bits. */
    private record Range(byte[] start, int bits) {

        static Range of(String text) {
            int slash = text.indexOf('/');
            return new Range(
                    InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                    NumberParser.whole(text.substring(slash + 1), 0, 128).orElseThrow());
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
