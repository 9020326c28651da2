package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Tokens of a request before any provider has counted them.
 *
 * <p>No two providers count alike, so this is no tokeniser. It leans to too much: what was not used is given back when
 * the request is settled, and what was used beyond is taken then. It is at most twice too small against the
 * tokenisers and the real answers it was tried on.
 */
public final class TokenEstimate {
    /** For a request that sets no limit of its own: most answers are shorter. */
    public static final int DEFAULT_COMPLETION = 1_024;

    /** Role and delimiters, as in OpenAI's chat format. */
    private static final int PER_MESSAGE = 5;

    /** Name and delimiters of a tool or of a call of one. */
    private static final int PER_TOOL = 12;

    /** Providers explain to the model how to call tools: Anthropic in 346 tokens, DeepSeek in about 200. */
    private static final int TOOL_PROMPT = 200;

    /** The most that Anthropic scales an image to; most of the others take less. */
    private static final int PER_IMAGE = 1_600;

    /** The least, of OpenAI's at low detail. */
    private static final int LEAST_PER_IMAGE = 85;

    /** A string so long and without a space is a file in Base64, whose tokens have little to do with its letters. */
    private static final int FILE_LENGTH = 512;

    private static final int FILE_BYTES_PER_TOKEN = 64;

    private TokenEstimate() {}

    /** All tokens that it may use, to be reserved. */
    public static long of(ModelRequest request) {
        return switch (request) {
            case ChatRequest chat -> prompt(chat) + completion(chat, DEFAULT_COMPLETION);
            case EmbeddingRequest embedding -> ofEach(embedding.input()).sum();
        };
    }

    /** The tokens of each of the inputs, in their order. */
    public static LongStream ofEach(EmbeddingInput input) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> LongStream.of(ofText(text));
            case EmbeddingInput.Texts(List<String> texts) -> texts.stream().mapToLong(TokenEstimate::ofText);
            case EmbeddingInput.Tokens(List<Integer> tokens) -> LongStream.of(tokens.size());
            case EmbeddingInput.TokenLists(List<List<Integer>> lists) ->
                lists.stream().mapToLong(List::size);
        };
    }

    /** The tokens that the model will read. */
    public static long prompt(ChatRequest request) {
        long tokens = PER_MESSAGE + fields(request.extra());
        for (Message message : request.messages()) {
            tokens += message(message);
        }
        return tokens + tools(request.tools());
    }

    /**
     * The tokens that the model will read at the very least, whatever its tokeniser: to tell that a prompt is too long, where
     * an estimate that leans to too much would be wrong.
     */
    public static long leastPrompt(ChatRequest request) {
        return prompt(request)
                - request.messages().stream()
                        .filter(message -> message.content() != null)
                        .flatMap(message -> message.content().asParts().stream())
                        .mapToLong(TokenEstimate::doubtful)
                        .sum();
    }

    /** The same for the longest of these inputs, each of which is read by itself. */
    public static long leastOfLongest(EmbeddingInput input) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> TextWeight.fewest(text);
            case EmbeddingInput.Texts(List<String> texts) ->
                texts.stream().mapToLong(TextWeight::fewest).max().orElse(0);
            case EmbeddingInput.Tokens _, EmbeddingInput.TokenLists _ ->
                ofEach(input).max().orElse(0);
        };
    }

    /**
     * The tokens that the model may write, at most.
     *
     * @param perChoice for a request that says nothing of it
     */
    public static long completion(ChatRequest request, int perChoice) {
        Integer limit = request.loosestCompletionLimit();
        return Math.max(0L, limit == null ? perChoice : limit) * Math.max(1, request.choices());
    }

    /** The tokens of a text. */
    public static long ofText(String text) {
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

    /** How many of a part's tokens may be none. */
    private static long doubtful(ContentPart part) {
        return switch (part) {
            case ContentPart.Text(String _, String text, Map<String, JsonNode> _)
            when text != null -> ofText(text) - TextWeight.fewest(text);
            case ContentPart.Image _ -> PER_IMAGE - LEAST_PER_IMAGE;
            case ContentPart.File _ -> part(part);
            case ContentPart.Text _, ContentPart.Other _ -> 0;
        };
    }

    private static long file(ContentPart.FileSource file) {
        return file == null || file.fileData() == null
                ? PER_IMAGE
                : file.fileData().length() / FILE_BYTES_PER_TOKEN;
    }

    private static long call(ToolCall call) {
        ToolCall.Function function = call.function();
        return PER_TOOL + (function == null ? 0 : ofText(function.name()) + ofText(function.arguments()));
    }

    private static long tools(List<Tool> tools) {
        return tools == null || tools.isEmpty()
                ? 0
                : TOOL_PROMPT + tools.stream().mapToLong(TokenEstimate::tool).sum();
    }

    private static long tool(Tool tool) {
        Tool.Function function = tool.function();
        long tokens = PER_TOOL + fields(tool.extra());
        return function == null
                ? tokens
                : tokens + ofText(function.name()) + ofText(function.description()) + json(function.parameters());
    }

    private static long fields(Map<String, JsonNode> fields) {
        return fields.entrySet().stream()
                .mapToLong(field -> ofText(field.getKey()) + json(field.getValue()))
                .sum();
    }

    private static long json(JsonNode node) {
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
        boolean file = text.length() > FILE_LENGTH && text.indexOf(' ') < 0;
        return file ? text.length() / FILE_BYTES_PER_TOKEN : 1 + ofText(text);
    }
}
