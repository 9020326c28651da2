package dev.tollgate.store.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.List;
import org.apache.hc.client5.http.psl.DomainType;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * Apache's HTTP client, which carries the calls of AWS only, reads a list of 330 kB at its start: the names under which
 * anybody can get a domain, so that it can refuse a certificate for all of them and cookies for them. No authority gives
 * out such a certificate, and there are no cookies. This is what the client itself does without the list.
 */
@TargetClass(PublicSuffixMatcherLoader.class)
final class NoSuffixList {
    @Substitute
    public static PublicSuffixMatcher getDefault() {
        return new PublicSuffixMatcher(DomainType.ICANN, List.of("com"), null);
    }
}
