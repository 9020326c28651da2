package dev.tollgate.provider;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the open internet from all others, by IANA's registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry).
 */
final class PublicAddress {
    private final List<Range> notPublic4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // Link-local, and where clouds tell a machine its credentials.
            "169.254.0.0/16",
            "172.16.0.0/12",
            // Azure's own services for a machine: the address looks public and is not.
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

    /** Of these, several carry an IPv4 address inside, which may be any. */
    private final List<Range> notPublic6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** Whether it is one; an IPv4 address that is written as an IPv6 one is judged by what it means. */
    boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return notPublic4.stream().noneMatch(range -> range.holds(bytes));
        }
        return public6.holds(bytes) && notPublic6.stream().noneMatch(range -> range.holds(bytes));
    }

    private static List<Range> ranges(String... texts) {
        return Stream.of(texts).map(Range::of).toList();
    }

    /** All addresses that begin with the same bits. */
    private record Range(byte[] start, int bits) {

        static Range of(String text) {
            int slash = text.indexOf('/');
            return new Range(
                    InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                    Integer.parseInt(text.substring(slash + 1)));
        }

        boolean holds(byte[] address) {
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
