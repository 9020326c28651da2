package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the content of requests and answers, as the gateway, a key or an alias sets it.
 *
 * @param policies the names of the content policies that apply
 * @param cache whether and how answers are cached; absent where it is not said
 * @param logPrompts whether requests and answers are kept, in their redacted form
 * @param responses whether responses of the Responses API are stored; absent where it is not said, as it is for aliases
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContentRules(
        List<String> policies,
        @Nullable CachePolicy cache,

        @JsonProperty("log_prompts") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean logPrompts,

        @Nullable ResponseStatePolicy responses) {

    /** No policy, no cache, and nothing is kept. */
    public static final ContentRules NONE = new ContentRules(List.of(), null, false);

    /** Rules that do not say whether responses are stored. */
    public ContentRules(List<String> policies, @Nullable CachePolicy cache, boolean logPrompts) {
        this(policies, cache, logPrompts, null);
    }

    public ContentRules {
        policies = policies == null ? List.of() : policies.stream().distinct().toList();
    }

    /** Whether there are no rules. */
    @JsonIgnore
    public boolean isNone() {
        return equals(NONE);
    }

    /** These rules and others: all policies apply, and these say how to cache and to store, unless they do not say so. */
    public ContentRules and(ContentRules others) {
        return new ContentRules(
                Stream.concat(policies.stream(), others.policies.stream()).toList(),
                cache == null ? others.cache : cache,
                logPrompts || others.logPrompts,
                responses == null ? others.responses : responses);
    }
}
