package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Estimates a request's tokens before a provider counts them, for rates and for records without a count. Hard budgets need an
 * upper bound, {@link PromptBound}.
 *
 * <p>No two providers count alike, so this is not a tokeniser. It errs on the high side; the settlement corrects it in
 * both directions. Measured against tokenisers and recorded responses, it never fell below half the true count.
 */
public final class TokenEstimate {
    /** For a request that sets no limit: most completions are shorter. */
    public static final int DEFAULT_COMPLETION = 1_024;

    /** Role and delimiters, as in OpenAI's chat format. */
    private static final int PER_MESSAGE = 5;

    /** Name and delimiters of a tool or a tool call. */
    private static final int PER_TOOL = 12;

    /** Providers explain to the model how to call tools. Anthropic needs 346 tokens for that, DeepSeek about 200. */
    private static final int TOOL_PROMPT = 200;

    /** The largest size that Anthropic scales an image to; most other providers need less. */
    private static final int PER_IMAGE = 1_600;

    /** The smallest size: OpenAI's at low detail. */
    private static final int MIN_PER_IMAGE = 85;

    /** A file in Base64, whose tokens do not depend on its characters: a longer string is hardly a word. */
    private static final Pattern FILE = Pattern.compile("(data:[^,]*,)?[A-Za-z0-9+/_=-]{512,}+");

    private static final int FILE_BYTES_PER_TOKEN = 64;

    private TokenEstimate() {}

    /** All tokens that the request may use, to be reserved. */
    public static long of(ModelRequest request) {
        return switch (request) {
            case ChatRequest chat -> prompt(chat) + completion(chat, DEFAULT_COMPLETION);
            case EmbeddingRequest embedding -> ofEach(embedding.input()).sum();
            case MediaRequest media -> MediaEstimate.of(media).totalTokens();
        };
    }

    /** The tokens that the model reads, of a request without media. */
    public static long promptOf(ModelRequest request) {
        return request instanceof ChatRequest chat ? prompt(chat) : of(request);
    }

    /** The tokens of each input, in order. */
    public static LongStream ofEach(EmbeddingInput input) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> LongStream.of(ofText(text));
            case EmbeddingInput.Texts(List<String> texts) -> texts.stream().mapToLong(TokenEstimate::ofText);
            case EmbeddingInput.Tokens(List<Integer> tokens) -> LongStream.of(tokens.size());
            case EmbeddingInput.TokenLists(List<List<Integer>> lists) ->
                lists.stream().mapToLong(List::size);
        };
    }

    /** The tokens that the model reads. */
    public static long prompt(ChatRequest request) {
        long tokens = PER_MESSAGE + fields(request.extra());
        for (Message message : request.messages()) {
            tokens += message(message);
        }
        return tokens + tools(request.tools());
    }

    /**
     * The minimum that the model reads with any tokeniser. It decides whether a prompt is too long for a model, where a
     * high estimate would reject prompts that fit.
     */
    public static long minPrompt(ChatRequest request) {
        return prompt(request)
                - request.messages().stream()
                        .filter(message -> message.content() != null)
                        .flatMap(message -> message.content().asParts().stream())
                        .mapToLong(TokenEstimate::uncertain)
                        .sum();
    }

    /** The same for the longest of these inputs, because the model reads each by itself. */
    public static long minOfLongest(EmbeddingInput input) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> TextWeight.minTokens(text);
            case EmbeddingInput.Texts(List<String> texts) ->
                texts.stream().mapToLong(TextWeight::minTokens).max().orElse(0);
            case EmbeddingInput.Tokens _, EmbeddingInput.TokenLists _ ->
                ofEach(input).max().orElse(0);
        };
    }

    /**
     * The maximum that the model may write.
     *
     * @param perChoice the limit for each choice if the request sets none
     */
    public static long completion(ChatRequest request, int perChoice) {
        Integer limit = request.largestCompletionLimit();
        return Math.max(0L, limit == null ? perChoice : limit) * Math.max(1, request.choices());
    }

    /** The tokens of a text. */
    public static long ofText(@Nullable String text) {
        return text == null ? 0 : TextWeight.tokens(text);
    }

    private static long message(Message message) {
        long tokens = PER_MESSAGE + ofText(message.name()) + fields(message.extra());
        if (message.content() != null) {
            tokens += content(message.content());
        }
        if (message.toolCalls() != null) {
            tokens +=
                    message.toolCalls().stream().mapToLong(TokenEstimate::call).sum();
        }
        return tokens;
    }

    private static long content(MessageContent content) {
        return switch (content) {
            case MessageContent.Text(String text) -> ofText(text);
            case MessageContent.Parts(List<ContentPart> parts) ->
                parts.stream().mapToLong(TokenEstimate::part).sum();
        };
    }

    private static long part(ContentPart part) {
        return switch (part) {
            case ContentPart.Text text -> ofText(text.text());
            case ContentPart.Image _ -> PER_IMAGE;
            case ContentPart.File file -> file(file.file());
            case ContentPart.Other other -> fields(other.extra());
        };
    }

    /** How many of the estimated tokens of a content part may not exist. */
    private static long uncertain(ContentPart part) {
        return switch (part) {
            case ContentPart.Text(String _, String text, Map<String, JsonNode> _)
            when text != null -> ofText(text) - TextWeight.minTokens(text);
            case ContentPart.Image _ -> PER_IMAGE - MIN_PER_IMAGE;
            case ContentPart.File _ -> part(part);
            case ContentPart.Text _, ContentPart.Other _ -> 0;
        };
    }

    private static long file(ContentPart.@Nullable FileSource file) {
        return file == null || file.fileData() == null
                ? PER_IMAGE
                : file.fileData().length() / FILE_BYTES_PER_TOKEN;
    }

    private static long call(ToolCall call) {
        ToolCall.Function function = call.function();
        long tokens = PER_TOOL + fields(call.extra());
        return function == null
                ? tokens
                : tokens + ofText(function.name()) + ofText(function.arguments()) + fields(function.extra());
    }

    private static long tools(@Nullable List<Tool> tools) {
        return tools == null || tools.isEmpty()
                ? 0
                : TOOL_PROMPT + tools.stream().mapToLong(TokenEstimate::tool).sum();
    }

    private static long tool(Tool tool) {
        Tool.Function function = tool.function();
        long tokens = PER_TOOL + fields(tool.extra());
        return function == null
                ? tokens
                : tokens
                        + ofText(function.name())
                        + ofText(function.description())
                        + json(function.parameters())
                        + fields(function.extra());
    }

    private static long fields(Map<String, JsonNode> fields) {
        return fields.entrySet().stream()
                .mapToLong(field -> ofText(field.getKey()) + json(field.getValue()))
                .sum();
    }

    private static long json(@Nullable JsonNode node) {
        if (node == null) {
            return 0;
        }
        if (node.isObject()) {
            return 1
                    + node.propertyStream()
                            .mapToLong(field -> 1 + ofText(field.getKey()) + json(field.getValue()))
                            .sum();
        }
        if (node.isArray()) {
            return 1 + node.valueStream().mapToLong(TokenEstimate::json).sum();
        }
        String text = node.asText();
        return FILE.matcher(text).matches() ? text.length() / FILE_BYTES_PER_TOKEN : 1 + ofText(text);
    }
}
