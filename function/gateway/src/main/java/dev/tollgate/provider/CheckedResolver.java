package dev.tollgate.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds the addresses of hosts that callers name, and refuses all but public ones. The client connects to what is
 * returned here and asks nobody else, so that a name cannot mean another address a moment later.
 */
final class CheckedResolver implements DnsResolver {
    private final DnsResolver names;
    private final Set<String> trusted;
    private final PublicAddress publicAddress = new PublicAddress();

    CheckedResolver(Set<String> trusted) {
        this(SystemDefaultDnsResolver.INSTANCE, trusted);
    }

    /** For tests, which have names of their own. */
    CheckedResolver(DnsResolver names, Set<String> trusted) {
        this.names = names;
        this.trusted = trusted;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        boolean allowed = addresses != null
                && addresses.length > 0
                && (trusted.contains(host.toLowerCase(Locale.ROOT))
                        || Stream.of(addresses).allMatch(publicAddress::is));
        if (!allowed) {
            throw new UnknownHostException("not a public host");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
