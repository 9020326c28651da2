package dev.tollgate.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves the hosts of callers' URLs, and refuses all but public addresses. The HTTP client connects to the addresses that
 * this resolver returns. It does not resolve the name again, so an attacker cannot change them after the check.
 */
final class CheckedResolver implements DnsResolver {
    private final DnsResolver names;
    private final Set<String> trusted;
    private final PublicAddress publicAddress = new PublicAddress();

    CheckedResolver(Set<String> trusted) {
        this(SystemDefaultDnsResolver.INSTANCE, trusted);
    }

    /** For tests, which resolve names of their own. */
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
                        || Stream.of(addresses).allMatch(publicAddress::matches));
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
