package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.ProviderTools;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The most tokens that a model can read in a request: an upper bound for hard budgets, where {@link TokenEstimate} is an average
 * for rates. Everything that may become part of the prompt counts, and so do fields that the gateway does not know. An instance
 * adds up one request.
 */
public final class PromptBound {
    /** What a provider may read for a reference, if its context window is not known; few models read more. */
    private static final int LARGEST_CONTEXT = 1_048_576;

    /** What templates put in front of a conversation: today's date, the channels of an answer, an identity. */
    private static final int PER_REQUEST = 256;

    /** The role and the delimiters around a message. */
    private static final int PER_MESSAGE = 16;

    /** Names and delimiters around a tool or a tool call. */
    private static final int PER_CALL = 32;

    /** How providers explain the calling of tools: Anthropic with up to 700 tokens, some templates with more. */
    private static final int TOOL_PROMPT = 2_048;

    /** What a provider explains of a tool of its own, such as a computer or a search. */
    private static final int OWN_TOOL = 4_096;

    /** Special tokens and an instruction around an input. */
    private static final int PER_INPUT = 16;

    /** Fields that no provider shows to the model. */
    private static final Set<String> NOT_READ =
            Set.of("logit_bias", "metadata", "prompt_cache_key", "safety_identifier", "stop", "user");

    /** A predicted output (https://platform.openai.com/docs/guides/predicted-outputs): what is rejected counts as written. */
    private static final String PREDICTION = "prediction";

    /** It may name schemas by their addresses. */
    private static final String SCHEMA = "response_format";

    private static final String INPUT_AUDIO = "input_audio";

    /** What providers add, however the request is worded. */
    private long added;

    /** The tools of its own that a provider explains to the model. */
    private long ownTools;

    private long text;
    private long predicted;
    private long images;
    private long lowImages;
    private long audio;
    private boolean references;
    private boolean readAtOnce = true;

    private PromptBound() {}

    /**
     * The tokens that one model can read.
     *
     * @param text tokens of text and images
     * @param audio tokens of recordings, or of what a reference may lead to
     */
    public record Tokens(long text, long audio) {}

    /** The same for a request that may also go out in the words of another API: whichever of both is more. */
    public static PromptBound of(ModelRequest request, Optional<NativeRequest> sent) {
        PromptBound bound = of(request);
        sent.ifPresent(bound::include);
        return bound;
    }

    private void include(NativeRequest sent) {
        addFields(sent.own());
        NativeBound other = NativeBound.of(sent.body());
        text = Math.max(text, other.text());
        images = Math.max(images, other.images());
        references |= other.references() || PromptReference.isIn(sent);
        long untranslated = Math.max(0, ProviderTools.of(sent).size() - ownTools);
        added += untranslated == 0 ? 0 : TOOL_PROMPT + untranslated * (PER_CALL + OWN_TOOL);
    }

    /** Adds up a request. */
    public static PromptBound of(ModelRequest request) {
        PromptBound bound = new PromptBound();
        switch (request) {
            case ChatRequest chat -> bound.addChat(chat);
            case EmbeddingRequest embedding -> bound.addEmbedding(embedding);
            case MediaRequest media -> bound.addMedia(media);
        }
        return bound;
    }

    /**
     * The bound for one model. No model reads more at once than its context window.
     *
     * @param model the provider's name for it
     * @param context its context window in tokens; empty if that is not known
     */
    public Tokens at(String model, OptionalInt context) {
        ImageBound image = ImageBound.of(model);
        long window = context.isPresent() && readAtOnce ? context.getAsInt() : Long.MAX_VALUE;
        long heard = references ? context.orElse(LARGEST_CONTEXT) : Math.min(audio, window);
        return new Tokens(Math.min(added + text + images * image.most() + lowImages * image.low(), window), heard);
    }

    /** The tokens that each choice may have beyond its limit, because the model rejected what was predicted. */
    public long predicted() {
        return predicted;
    }

    private void addChat(ChatRequest chat) {
        added += PER_REQUEST;
        chat.messages().forEach(this::addMessage);
        if (chat.tools() != null && !chat.tools().isEmpty()) {
            added += TOOL_PROMPT;
            chat.tools().forEach(this::addTool);
        }
        addFields(chat.extra());
    }

    private void addEmbedding(EmbeddingRequest embedding) {
        readAtOnce = false;
        text += switch (embedding.input()) {
            case EmbeddingInput.Text(String one) -> PER_INPUT + TextBound.plain(one);
            case EmbeddingInput.Texts(List<String> texts) ->
                texts.stream()
                        .mapToLong(one -> PER_INPUT + TextBound.plain(one))
                        .sum();
            case EmbeddingInput.Tokens(List<Integer> tokens) -> PER_INPUT + tokens.size();
            case EmbeddingInput.TokenLists(List<List<Integer>> lists) ->
                lists.stream().mapToLong(tokens -> PER_INPUT + tokens.size()).sum();
        };
        addFields(embedding.extra());
    }

    /** A ranking reads the query again for each document. */
    private void addMedia(MediaRequest media) {
        readAtOnce = false;
        text += PER_REQUEST;
        addFields(media.extra());
        if (media.endpoint() == MediaEndpoint.RERANK) {
            text += media.documents().size() * (PER_INPUT + TextBound.quoted(media.text("query")));
        }
        if (media.endpoint().hears()) {
            audio += AudioBound.tokens(AudioBound.seconds(media));
        } else {
            images += media.files().size();
        }
    }

    private void addFields(Map<String, JsonNode> fields) {
        fields.forEach((name, value) -> {
            if (name.equals(PREDICTION)) {
                predicted += JsonBound.text(value);
            } else if (!NOT_READ.contains(name)) {
                text += JsonBound.field(name, value);
                images += name.equals(SCHEMA) ? 0 : JsonBound.links(value);
                references |= PromptReference.isIn(name, value);
            }
        });
    }

    private void addMessage(Message message) {
        text += PER_MESSAGE + TextBound.quoted(message.name()) + TextBound.quoted(message.toolCallId());
        if (message.content() != null) {
            boolean quoted = message.role() == Role.TOOL || message.role() == Role.FUNCTION;
            addContent(message.content(), quoted);
        }
        if (message.toolCalls() != null) {
            message.toolCalls().forEach(this::addCall);
        }
        addOthers(message.extra());
    }

    /** Some providers get the result of a tool in JSON. */
    private void addContent(MessageContent content, boolean quoted) {
        switch (content) {
            case MessageContent.Text(String all) -> text += text(all, quoted);
            case MessageContent.Parts(List<ContentPart> parts) -> parts.forEach(part -> addPart(part, quoted));
        }
    }

    private void addPart(ContentPart part, boolean quoted) {
        switch (part) {
            case ContentPart.Text(String _, String all, Map<String, JsonNode> others) -> {
                text += JsonBound.PER_VALUE + text(all, quoted);
                addOthers(others);
            }
            case ContentPart.Image image -> {
                addImage(image.imageUrl());
                addOthers(image.extra());
            }
            case ContentPart.File file -> {
                // A page of a PDF may take a few bytes only.
                references = true;
                text += TextBound.quoted(file.file().filename());
                addOthers(file.file().extra());
                addOthers(file.extra());
            }
            case ContentPart.Other other -> addOther(other);
        }
    }

    private void addImage(ContentPart.ImageUrl image) {
        text += JsonBound.PER_VALUE;
        if ("low".equals(image.detail())) {
            lowImages++;
        } else {
            images++;
        }
        addOthers(image.extra());
    }

    private void addOther(ContentPart.Other part) {
        JsonNode recording = part.extra().get(INPUT_AUDIO);
        if (part.type().equals(INPUT_AUDIO) && recording != null) {
            audio += AudioBound.of(recording);
            return;
        }
        references |= PromptReference.isPart(part.type());
        addOthers(part.extra());
    }

    /** Fields of a message or a part that may have images of their own, as some providers' have. */
    private void addOthers(Map<String, JsonNode> fields) {
        fields.forEach((name, value) -> {
            text += JsonBound.field(name, value);
            images += JsonBound.links(value);
        });
    }

    private void addCall(ToolCall call) {
        ToolCall.Function function = call.function();
        text += PER_CALL + TextBound.quoted(call.id());
        if (function != null) {
            text += TextBound.quoted(function.name()) + TextBound.quoted(function.arguments());
            addOthers(function.extra());
        }
        addOthers(call.extra());
    }

    private void addTool(Tool tool) {
        Tool.Function function = tool.function();
        added += PER_CALL;
        references |= PromptReference.isIn(tool);
        tool.extra().forEach((name, value) -> text += JsonBound.field(name, value));
        if (function == null) {
            ownTools++;
            added += OWN_TOOL;
        } else {
            text += TextBound.quoted(function.name())
                    + TextBound.quoted(function.description())
                    + (function.parameters() == null ? 0 : JsonBound.text(function.parameters()));
            function.extra().forEach((name, value) -> text += JsonBound.field(name, value));
        }
    }

    private static long text(String text, boolean quoted) {
        return quoted ? TextBound.quoted(text) : TextBound.plain(text);
    }
}
