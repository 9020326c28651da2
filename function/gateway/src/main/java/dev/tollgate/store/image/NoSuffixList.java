package dev.tollgate.store.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.List;
import org.apache.hc.client5.http.psl.DomainType;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * Keeps Apache's HTTP client, which only calls AWS here, from reading the public suffix list, 330 kB at startup. The
 * client uses it to reject certificates and cookies for whole suffixes. No authority issues such certificates, and
 * there are no cookies. The client does the same by itself if the list is missing.
 */
@TargetClass(PublicSuffixMatcherLoader.class)
final class NoSuffixList {
    @Substitute
    public static PublicSuffixMatcher getDefault() {
        return new PublicSuffixMatcher(DomainType.ICANN, List.of("com"), null);
    }
}
