package dev.tollgate.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Which tags clients may give a request, from environment variables such as {@code TOLLGATE_REQUEST_TAGS_ALLOWED}. */
@ConfigMapping(prefix = "tollgate.request-tags")
public interface RequestTagConfig {

    /** The names of the tags that usage records take from requests; none unless set. */
    Optional<Set<String>> allowed();

    /** The names of those that also count in the budgets of tags: a client that sends another value counts in another budget. */
    Optional<Set<String>> trusted();
}
