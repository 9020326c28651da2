package dev.tollgate.edge;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.config.RequestTagConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code x-tollgate-tags}: {@code feature=search, customer=acme}. Usage records get these tags in addition to the key's, which
 * a client cannot replace.
 */
@Singleton
public class RequestTags {
    /** The header's name. */
    static final String HEADER = "x-tollgate-tags";

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern TAG = Pattern.compile(
            "\\s*([a-zA-Z0-9_.-]{1,64})\\s*=\\s*([\\x21-\\x7e](?:[\\x20-\\x7e]{0,126}[\\x21-\\x7e])?)\\s*");
    private static final int MOST_TAGS = 10;

    private final Set<String> allowed;
    private final Set<String> trusted;

    RequestTags(RequestTagConfig config) {
        this.allowed = config.allowed().orElse(Set.of());
        this.trusted = config.trusted().orElse(Set.of());
        if (allowed.stream().anyMatch(CallerTemplate.TOKEN_TAGS::contains)) {
            throw new IllegalArgumentException(
                    "TOLLGATE_REQUEST_TAGS_ALLOWED: the tags team and subject say who a caller is, so no request may set them.");
        }
        if (!allowed.containsAll(trusted)) {
            throw new IllegalArgumentException(
                    "TOLLGATE_REQUEST_TAGS_TRUSTED: each name must be in TOLLGATE_REQUEST_TAGS_ALLOWED, too.");
        }
    }

    /**
     * The tags of a request; none if it has no such header.
     *
     * @throws GatewayException {@code INVALID_VALUE} if the header is malformed, or names a tag that requests may not have
     */
    Map<String, String> read(List<String> values) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String text : values) {
            for (String pair : COMMA.split(text, -1)) {
                Matcher tag = TAG.matcher(pair);
                if (!tag.matches() || tags.size() == MOST_TAGS) {
                    throw invalid("expected at most " + MOST_TAGS
                            + " tags like name=value, with commas between them and values of at most 128 characters.");
                }
                if (!allowed.contains(tag.group(1))) {
                    throw invalid("requests may not have the tag '" + tag.group(1) + "'.");
                }
                tags.put(tag.group(1), tag.group(2));
            }
        }
        return tags;
    }

    /** The same key with the tags of its request that count in budgets. Its own tags stay as they are. */
    public ApiKey trusting(ApiKey key, Map<String, String> tags) {
        if (trusted.isEmpty() || tags.isEmpty()) {
            return key;
        }
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.keySet().retainAll(trusted);
        all.putAll(key.tags());
        return key.toBuilder().tags(all).build();
    }

    private static GatewayException invalid(String why) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, HEADER, "Invalid value for the header '" + HEADER + "': " + why);
    }
}
