package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.UntranslatedField;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Handles the request fields that a provider does not support. Depending on the {@link DropPolicy}, a field fails the attempt,
 * or the gateway drops it and names it in a response header. An instance serves one attempt on one thread.
 */
public final class UnsupportedFields {
    /** They describe the request and do not affect the model's output, so the gateway always drops them. */
    private static final Set<String> ABOUT_THE_REQUEST = Set.of(
            "user",
            "metadata",
            "store",
            "service_tier",
            "cache_control",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "safety_identifier");

    /**
     * They tune the output, and frameworks send them by default. The answer keeps its form without them. Indexes
     * in a path are left out.
     */
    private static final Set<String> HINTS = Set.of(
            "chat_template_kwargs",
            "context_management",
            "diagnostics",
            "enable_thinking",
            "extra_body",
            "include_reasoning",
            "max_completion_tokens",
            "max_tokens",
            "max_tool_calls",
            "output_config",
            "response_format.json_schema",
            "response_format.json_schema.strict",
            "route",
            "safety_settings",
            "speed",
            "thinking",
            "transforms",
            "temperature",
            "top_p",
            "top_k",
            "min_p",
            "seed",
            "stop[]",
            "presence_penalty",
            "frequency_penalty",
            "repetition_penalty",
            "logit_bias",
            "parallel_tool_calls",
            "reasoning_effort",
            "reasoning",
            "verbosity",
            "prediction",
            "web_search_options.search_context_size",
            "messages[].name",
            "messages[].content[].image_url.detail",
            "tools[].function.strict");

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private final String provider;
    private final DropPolicy policy;
    private final Set<String> atDefault;
    private final Set<String> fields = new LinkedHashSet<>();

    /**
     * Creates the collector for one attempt.
     *
     * @param policy which fields the gateway may drop; the first of the others fails the attempt
     */
    public UnsupportedFields(String provider, DropPolicy policy) {
        this(provider, policy, Set.of());
    }

    /**
     * Creates the collector for one attempt.
     *
     * @param atDefault the fields whose value is OpenAI's default. They ask for nothing, so adapters drop them without a word
     */
    public UnsupportedFields(String provider, DropPolicy policy, Set<String> atDefault) {
        this.provider = provider;
        this.policy = policy;
        this.atDefault = Set.copyOf(atDefault);
    }

    /**
     * Reports a field that the provider does not support. Where this method returns, the adapter drops the field. A field at
     * OpenAI's default is not named anywhere.
     *
     * @param field the field's path, such as {@code messages[0].content[1]}
     * @param why the rest of a sentence that starts with the provider's name, such as "has no seed"
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} unless the gateway may drop the field
     */
    public void report(String field, String why) {
        if (atDefault.contains(field)) {
            return;
        }
        String hint = withoutIndexes(field);
        if (!mayDrop(hint)) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    field,
                    "Unsupported parameter: '" + field + "': " + provider + " " + why + ".");
        }
        fields.add(HINTS.contains(hint) ? hint : field);
    }

    private boolean mayDrop(String field) {
        return switch (policy) {
            case NOTHING -> ABOUT_THE_REQUEST.contains(field);
            case HINTS -> ABOUT_THE_REQUEST.contains(field) || HINTS.contains(field);
            case EVERYTHING -> true;
        };
    }

    /**
     * Drops a field whatever the policy: a part of the conversation's history that another provider or the gateway wrote, and
     * that this provider does not understand. Callers cannot know which provider continues their conversation.
     *
     * @param field the field's path, such as {@code messages[3].reasoning_content}
     */
    public void drop(String field) {
        fields.add(withoutIndexes(field));
    }

    /** Handles what a chat request does not say of the client's own words, for a provider that gets the chat request. */
    public void reportUntranslated(NativeRequest client) {
        for (UntranslatedField field : client.untranslated()) {
            if (field.isDispensable()) {
                drop(field.path());
            } else {
                report(field.path(), field.why());
            }
        }
    }

    /** A long conversation has the same field in many messages. */
    private static String withoutIndexes(String field) {
        return field.indexOf('[') < 0 ? field : INDEX.matcher(field).replaceAll("[]");
    }

    /** Reports OpenAI's sampling options, for providers that have none of them. */
    public void reportSampling(ChatRequest request, ChatOptions options) {
        if (request.choices() > 1) {
            report("n", "returns one choice only");
        }
        if (options.seed() != null) {
            report("seed", "has no seed");
        }
        if (isSet(options.presencePenalty())) {
            report("presence_penalty", "has no penalties");
        }
        if (isSet(options.frequencyPenalty())) {
            report("frequency_penalty", "has no penalties");
        }
        if (options.logprobs()) {
            report("logprobs", "returns no log probabilities");
        }
        if (options.topLogprobs() != null && options.topLogprobs() > 0) {
            report("top_logprobs", "returns no log probabilities");
        }
    }

    /**
     * Reports the stop sequences beyond the most that the provider takes. Completions for editors have up to twelve
     * (BerriAI/litellm#18921, continuedev/continue#2461), and do better with the first ones than without an answer.
     *
     * @return how many of them the provider gets: the first ones
     */
    public int stopSequences(int requested, int most) {
        for (int i = most; i < requested; i++) {
            report("stop[" + i + "]", "takes at most " + most + " stop sequences");
        }
        return Math.min(requested, most);
    }

    /** Zero is OpenAI's default. */
    private static boolean isSet(@Nullable BigDecimal penalty) {
        return penalty != null && penalty.signum() != 0;
    }

    /** Reports every field that has a value and is not supported. */
    public void reportAllExcept(Set<String> supported, Map<String, JsonNode> fieldValues) {
        fieldValues.forEach((field, value) -> {
            if (!supported.contains(field) && !value.isNull()) {
                report(field, "does not support it");
            }
        });
    }

    /** The dropped fields in the order in which they were reported; hints and histories without indexes. */
    public List<String> fields() {
        return List.copyOf(fields);
    }
}
