package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The differences between the requests that an OpenAI-compatible provider accepts and OpenAI's. Replies need no quirks: the
 * decoder recognises every variant by its content.
 *
 * @param renamed OpenAI's field names → the provider's, such as {@code max_completion_tokens} → {@code max_tokens}
 * @param developerRole whether it knows the role {@code developer}; otherwise it receives {@code system}
 * @param streamOptions whether it accepts {@code stream_options}; otherwise it reports usage without them
 * @param unsupported fields that it rejects
 * @param values the only values that it accepts in a field; of an object, its {@code type}
 * @param messages what it accepts in messages
 * @param models what only some of its models reject; the rules are applied in this order
 * @param responses whether it has OpenAI's Responses API, too, and gets requests of that API as they are; absent where the operator does
 *     not say
 * @param batches whether it has OpenAI's files and batches; absent where the operator does not say
 * @param routes whether it routes requests to other providers, and reads the fields by which callers direct that
 * @param inputs in which form and number it accepts what is in a request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProviderQuirks(
        Map<String, String> renamed,
        @JsonProperty("developer_role") Boolean developerRole,
        @JsonProperty("stream_options") Boolean streamOptions,
        List<String> unsupported,
        Map<String, List<String>> values,
        MessageQuirks messages,
        List<ModelRule> models,
        @Nullable Boolean responses,
        @Nullable Boolean batches,
        Boolean routes,
        InputQuirks inputs) {

    /** The quirks of a provider that accepts what OpenAI accepts. */
    public static final ProviderQuirks NONE = withoutOthers(true, InputQuirks.NONE);

    /**
     * The quirks of a provider that nobody has described. Few providers know the role {@code developer}
     * (cloudflare/cloudflare-os#36), whereas all know {@code system}, and OpenAI takes the one for the other.
     */
    public static final ProviderQuirks UNKNOWN = withoutOthers(false, InputQuirks.UNKNOWN);

    private static ProviderQuirks withoutOthers(boolean developerRole, InputQuirks inputs) {
        return new ProviderQuirks(
                Map.of(),
                developerRole,
                true,
                List.of(),
                Map.of(),
                MessageQuirks.NONE,
                List.of(),
                null,
                null,
                false,
                inputs);
    }

    /** Jackson passes null for what an entry leaves out; the defaults are OpenAI's. */
    public ProviderQuirks {
        renamed = renamed == null ? Map.of() : Map.copyOf(renamed);
        developerRole = developerRole == null || developerRole;
        streamOptions = streamOptions == null || streamOptions;
        unsupported = unsupported == null ? List.of() : List.copyOf(unsupported);
        values = values == null ? Map.of() : Map.copyOf(values);
        messages = messages == null ? MessageQuirks.NONE : messages;
        models = models == null ? List.of() : List.copyOf(models);
        routes = routes != null && routes;
        inputs = inputs == null ? InputQuirks.NONE : inputs;
    }

    /** Whether it gets requests of the Responses API as they are. */
    public boolean hasResponses() {
        return Boolean.TRUE.equals(responses);
    }

    /** Whether this model takes a field, whatever the rest of the request. */
    public boolean takes(String field, String model) {
        return !unsupported.contains(field)
                && models.stream()
                        .noneMatch(rule -> rule.when() == null
                                && rule.unsupported().contains(field)
                                && rule.models().matcher(model).matches());
    }

    /** Whether it has OpenAI's files and batches. */
    public boolean hasBatches() {
        return Boolean.TRUE.equals(batches);
    }

    /** An operator's quirks, with what only the catalogue knows: the rules for single models, whether it routes, and its inputs. */
    public ProviderQuirks with(ProviderQuirks catalogued) {
        return new ProviderQuirks(
                renamed,
                developerRole,
                streamOptions,
                unsupported,
                values,
                messages,
                catalogued.models,
                responses == null ? catalogued.responses : responses,
                batches == null ? catalogued.batches : batches,
                catalogued.routes,
                catalogued.inputs);
    }
}
