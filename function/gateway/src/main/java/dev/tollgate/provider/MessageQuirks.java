package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenAI-compatible provider accepts in the messages of a request.
 *
 * @param history the fields in addition to OpenAI's that it understands in a history, such as {@code reasoning_content};
 *     absent where nothing is known
 * @param strict whether it rejects a field that it does not know
 * @param names the roles whose messages may say who speaks; absent for all
 * @param parts the types of content parts that it reads; absent for all
 * @param documentUrls whether it reads the URL of a document in {@code file_data}, where OpenAI takes only its bytes
 * @param textParts whether it accepts content that is a list of text parts; otherwise it receives a string
 * @param nullContent whether an assistant's message with tool calls may have no content; otherwise it is empty
 * @param systemFirst whether it rejects a system message after any other, be that a system message, too
 * @param alternating whether messages of user and assistant must alternate after the system messages
 * @param resultsAnswered whether it rejects a user's message directly after the result of a tool
 * @param reasoningRequired the models, as a pattern, that reject an assistant's message without {@code reasoning_content}
 *     after a tool call
 * @param toolCallIds the ids of tool calls that it accepts, as a pattern; absent for OpenAI's
 * @param toolCallIdLength the length of the ids that the gateway makes up
 * @param prefix the field that marks an assistant's message at the end as the start of the answer, where the provider
 *     rejects such a message without it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageQuirks(
        @Nullable List<String> history,
        Boolean strict,
        @Nullable List<String> names,
        @Nullable List<String> parts,
        @JsonProperty("document_urls") Boolean documentUrls,
        @JsonProperty("text_parts") Boolean textParts,
        @JsonProperty("null_content") Boolean nullContent,
        @JsonProperty("system_first") Boolean systemFirst,
        Boolean alternating,
        @JsonProperty("results_answered") Boolean resultsAnswered,
        @JsonProperty("reasoning_required") @Nullable String reasoningRequired,
        @JsonProperty("tool_call_ids") @Nullable String toolCallIds,
        @JsonProperty("tool_call_id_length") @Nullable Integer toolCallIdLength,
        @Nullable String prefix) {

    /** Accepts what OpenAI accepts; what else, is unknown. */
    public static final MessageQuirks NONE =
            new MessageQuirks(null, false, null, null, false, true, true, false, false, false, null, null, null, null);

    /** Jackson passes null for what an entry leaves out; the defaults are OpenAI's. */
    public MessageQuirks {
        history = history == null ? null : List.copyOf(history);
        strict = strict != null && strict;
        names = names == null ? null : List.copyOf(names);
        parts = parts == null ? null : List.copyOf(parts);
        documentUrls = documentUrls != null && documentUrls;
        textParts = textParts == null || textParts;
        nullContent = nullContent == null || nullContent;
        systemFirst = systemFirst != null && systemFirst;
        alternating = alternating != null && alternating;
        resultsAnswered = resultsAnswered != null && resultsAnswered;
    }

    /** The ids of tool calls that the provider accepts. */
    public ToolCallIdFormat toolCallIdFormat() {
        if (toolCallIds == null) {
            return ToolCallIdFormat.OPENAI;
        }
        return toolCallIdLength == null
                ? ToolCallIdFormat.of(toolCallIds)
                : ToolCallIdFormat.of(toolCallIds, toolCallIdLength);
    }

    /** Whether messages of this role may have a name. */
    public boolean namesAllowed(String role) {
        return names == null || names.contains(role);
    }

    /** Whether the provider reads content parts of this type. */
    public boolean reads(String partType) {
        return parts == null || parts.contains(partType);
    }

    /** Whether this model rejects a history with tool calls in which an assistant's message has no reasoning. */
    public boolean requiresReasoning(String model) {
        return reasoningRequired != null && model.matches(reasoningRequired);
    }
}
