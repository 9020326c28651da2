package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiWire.FunctionCall;
import dev.tollgate.provider.gemini.GeminiWire.FunctionResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts the model's earlier messages, with their signatures, and the results of its calls. An instance serves one request. */
final class GeminiHistory {
    private static final String REFUSAL = "refusal";
    /** Whether a tool's result is a failure: Anthropic's field, which its callers use here as well. */
    private static final String IS_ERROR = "is_error";

    /**
     * The signature that Google documents for calls of another model, such as after a fallback. Without it, the newer models
     * reject the whole conversation (https://ai.google.dev/gemini-api/docs/thought-signatures#faqs).
     */
    static final String PLACEHOLDER_SIGNATURE = "skip_thought_signature_validator";

    /** The gateway's own fields that a message may have for Gemini. */
    private static final Set<String> UNDERSTOOD = Set.of(GeminiExtra.FIELD, GeminiImages.FIELD, REFUSAL);

    /** Google's field holds bytes, and rejects anything that is not Base64. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]+={0,2}");

    private final GeminiModel model;
    private final GeminiEndpoint endpoint;
    private final UnsupportedFields unsupported;

    GeminiHistory(GeminiModel model, GeminiEndpoint endpoint, UnsupportedFields unsupported) {
        this.model = model;
        this.endpoint = endpoint;
        this.unsupported = unsupported;
    }

    /** The parts of an assistant's message; empty where it has no content. Its thinking is left out: the signature contains it. */
    List<GeminiWire.Part> parts(Entry entry) {
        Message message = entry.message();
        MessageFields.check(entry, UNDERSTOOD, unsupported);
        dropOthersContent(message.extra(), entry.path());
        JsonNode google = GeminiExtra.of(message.extra());
        List<GeminiWire.Part> parts = new ArrayList<>(others(google.path(GeminiExtra.PARTS), entry.path()));
        List<GeminiWire.Part> texts = texts(entry);
        sign(texts, textSignature(google));
        parts.addAll(texts);
        parts.addAll(images(entry));
        parts.addAll(calls(entry));
        return parts;
    }

    /** A tool's result. An object stays as it is, anything else becomes the {@code output} of one, or its {@code error}. */
    GeminiWire.Part result(Entry entry, Conversation conversation) {
        Message message = entry.message();
        MessageFields.check(entry, Set.of(IS_ERROR), unsupported);
        String name = conversation.functionOf(entry);
        String id = endpoint.isVertex() ? null : message.toolCallId();
        return GeminiWire.Part.response(new FunctionResponse(id, GeminiFunctionName.encode(name), response(entry)));
    }

    private List<GeminiWire.Part> images(Entry entry) {
        JsonNode images = entry.message().extra().getOrDefault(GeminiImages.FIELD, MissingNode.getInstance());
        List<GeminiWire.Part> parts = GeminiImages.read(images);
        if (parts.size() < images.size()) {
            unsupported.drop(entry.path() + "." + GeminiImages.FIELD);
        }
        return model.isNew() ? parts.stream().map(GeminiHistory::signedImage).toList() : parts;
    }

    /**
     * An image of another model, or one whose signature the client dropped: "Image part is missing a thought_signature"
     * (langchain-ai/langchain-google#1431, langgenius/dify-official-plugins#2262).
     */
    private static GeminiWire.Part signedImage(GeminiWire.Part image) {
        return image.thoughtSignature() == null ? image.signed(PLACEHOLDER_SIGNATURE) : image;
    }

    /** Only models that draw require one for text (googleapis/js-genai#1116). */
    private @Nullable String textSignature(JsonNode google) {
        String signature = signature(google);
        return signature == null && model.isNew() && model.draws() ? PLACEHOLDER_SIGNATURE : signature;
    }

    private List<GeminiWire.Part> texts(Entry entry) {
        Message message = entry.message();
        List<GeminiWire.Part> texts = new ArrayList<>();
        List<ContentPart> parts =
                message.content() == null ? List.of() : message.content().asParts();
        for (int i = 0; i < parts.size(); i++) {
            String path = entry.path() + ".content[" + i + "]";
            String text = text(parts.get(i));
            if (text != null && !text.isEmpty()) {
                texts.add(GeminiWire.Part.text(text));
            }
            switch (parts.get(i)) {
                case ContentPart.Text(String _, String _, var extra) ->
                    MessageFields.dropExcept(Set.of(), extra, path, unsupported);
                case ContentPart.Image _, ContentPart.File _ ->
                    unsupported.report(path, "supports only text in assistant messages");
                case ContentPart.Other _ -> dropUnless(text != null, path);
            }
        }
        JsonNode refusal = message.extra().get(REFUSAL);
        if (texts.isEmpty()
                && refusal != null
                && refusal.isTextual()
                && !refusal.textValue().isEmpty()) {
            texts.add(GeminiWire.Part.text(refusal.textValue()));
        }
        return texts;
    }

    /** Other providers have parts of their own, such as thinking. */
    private void dropUnless(boolean understood, String path) {
        if (!understood) {
            unsupported.drop(path);
        }
    }

    private static @Nullable String text(ContentPart part) {
        return switch (part) {
            case ContentPart.Text text -> text.text();
            case ContentPart.Image _, ContentPart.File _ -> null;
            case ContentPart.Other other -> {
                JsonNode refusal = other.extra().get(REFUSAL);
                yield refusal == null ? null : refusal.textValue();
            }
        };
    }

    /**
     * Signs the last text. A streamed reply's signature comes with an empty text at its end, which Vertex AI does not take back.
     */
    private static void sign(List<GeminiWire.Part> texts, @Nullable String signature) {
        if (signature != null && !texts.isEmpty()) {
            texts.add(texts.removeLast().signed(signature));
        }
    }

    private static @Nullable String signature(JsonNode google) {
        String signature = google.path(GeminiExtra.SIGNATURE).textValue();
        return signature != null && BASE64.matcher(signature).matches() ? signature : null;
    }

    /** Other companies' compatible APIs use the same field for what only they understand. */
    private void dropOthersContent(Map<String, JsonNode> fields, String path) {
        GeminiExtra.companies(fields)
                .filter(company -> !company.equals(GeminiExtra.GOOGLE))
                .forEach(company -> unsupported.drop(path + "." + GeminiExtra.FIELD + "." + company));
    }

    private List<GeminiWire.Part> others(JsonNode parts, String path) {
        List<GeminiWire.Part> others = new ArrayList<>();
        for (JsonNode part : parts) {
            try {
                others.add(JsonCodec.mapper().treeToValue(part, GeminiWire.Part.class));
            } catch (JsonProcessingException notAsGoogleSentIt) {
                unsupported.drop(path + ".extra_content.google.parts");
            }
        }
        return others;
    }

    private List<GeminiWire.Part> calls(Entry entry) {
        List<ToolCall> calls = entry.message().toolCalls() == null
                ? List.of()
                : entry.message().toolCalls();
        List<GeminiWire.Part> parts = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            String path = entry.path() + ".tool_calls[" + i + "]";
            if (call.function() == null || call.function().name() == null) {
                unsupported.report(path, "supports only calls of functions");
                continue;
            }
            MessageFields.dropExcept(Set.of(GeminiExtra.FIELD), call.extra(), path, unsupported);
            MessageFields.dropExcept(Set.of(), call.function().extra(), path + ".function", unsupported);
            dropOthersContent(call.extra(), path);
            ObjectNode arguments = ToolArguments.object(call.function().arguments());
            String id = endpoint.isVertex() ? null : call.id();
            String name = GeminiFunctionName.encode(call.function().name());
            parts.add(GeminiWire.Part.call(new FunctionCall(id, name, arguments))
                    .signed(signature(call, parts.isEmpty())));
        }
        return parts;
    }

    /** Of several parallel calls, only the first one has a signature. */
    private @Nullable String signature(ToolCall call, boolean isFirst) {
        String signature = signature(GeminiExtra.of(call.extra()));
        return signature == null && isFirst && model.isNew() ? PLACEHOLDER_SIGNATURE : signature;
    }

    private static JsonNode response(Entry entry) {
        MessageContent content = entry.message().content();
        StringBuilder texts = new StringBuilder();
        for (ContentPart part : content == null ? List.<ContentPart>of() : content.asParts()) {
            if (part instanceof ContentPart.Text text) {
                texts.append(text.text());
            }
        }
        boolean failed = entry.message()
                .extra()
                .getOrDefault(IS_ERROR, MissingNode.getInstance())
                .asBoolean();
        return failed
                ? JsonNodeFactory.instance.objectNode().put("error", texts.toString())
                : asObject(texts.toString());
    }

    /**
     * An object stays one, except for a schema with references: Gemini 3 takes each {@code $ref} for a part of the result
     * (NousResearch/hermes-agent#93014, vercel/ai#14369).
     */
    private static JsonNode asObject(String text) {
        try {
            if (JsonCodec.mapper().readTree(text) instanceof ObjectNode object && object.findValue("$ref") == null) {
                return object;
            }
        } catch (JsonProcessingException plainText) {
            return JsonNodeFactory.instance.objectNode().put("output", text);
        }
        return JsonNodeFactory.instance.objectNode().put("output", text);
    }
}
