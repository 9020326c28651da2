package dev.tollgate.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.completions.CompletionUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a response that an application reads. Missing text and empty text are equal.
 *
 * @param usage the usage, which a stream has only on request
 */
record SdkResponse(List<Choice> choices, @Nullable Tokens usage) {
    private static final Pattern REQUEST_ID = Pattern.compile("req_[0-9a-f]{24}");

    /** One choice of the response. */
    record Choice(String content, String refusal, List<Call> calls, String finishReason) {}

    /** A call of a function. Ids that the gateway makes up contain the id of the request. */
    record Call(String id, String function, String arguments) {
        Call {
            id = REQUEST_ID.matcher(id).replaceFirst("REQUEST_ID");
        }
    }

    /** The numbers of tokens. */
    record Tokens(long prompt, long completion, long total, long cached, long reasoning) {}

    /** Reads the typed fields of OpenAI's client. */
    static SdkResponse of(ChatCompletion completion) {
        return new SdkResponse(
                completion.choices().stream().map(SdkResponse::choice).toList(),
                completion.usage().map(SdkResponse::tokens).orElse(null));
    }

    /** Reads the fields of the JSON. */
    static SdkResponse of(JsonNode completion) {
        List<Choice> choices = new ArrayList<>();
        completion.path("choices").forEach(choice -> choices.add(choice(choice)));
        JsonNode usage = completion.path("usage");
        return new SdkResponse(choices, usage.isObject() ? tokens(usage) : null);
    }

    private static Choice choice(ChatCompletion.Choice choice) {
        List<Call> calls = choice.message().toolCalls().orElse(List.of()).stream()
                .map(call -> call(call.asFunction()))
                .toList();
        return new Choice(
                choice.message().content().orElse(""),
                choice.message().refusal().orElse(""),
                calls,
                choice.finishReason().asString());
    }

    private static Call call(ChatCompletionMessageFunctionToolCall call) {
        return new Call(call.id(), call.function().name(), call.function().arguments());
    }

    private static Tokens tokens(CompletionUsage usage) {
        return new Tokens(
                usage.promptTokens(),
                usage.completionTokens(),
                usage.totalTokens(),
                usage.promptTokensDetails()
                        .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
                        .orElse(0L),
                usage.completionTokensDetails()
                        .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
                        .orElse(0L));
    }

    private static Choice choice(JsonNode choice) {
        JsonNode message = choice.path("message");
        List<Call> calls = new ArrayList<>();
        message.path("tool_calls")
                .forEach(call -> calls.add(new Call(
                        call.path("id").textValue(),
                        call.path("function").path("name").textValue(),
                        call.path("function").path("arguments").textValue())));
        return new Choice(
                message.path("content").asText(""),
                message.path("refusal").asText(""),
                calls,
                choice.path("finish_reason").textValue());
    }

    private static Tokens tokens(JsonNode usage) {
        return new Tokens(
                usage.path("prompt_tokens").longValue(),
                usage.path("completion_tokens").longValue(),
                usage.path("total_tokens").longValue(),
                usage.path("prompt_tokens_details").path("cached_tokens").longValue(),
                usage.path("completion_tokens_details").path("reasoning_tokens").longValue());
    }
}
