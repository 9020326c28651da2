package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.parse.FormPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Edits every text of a request that a provider may see, in an order that does not change while a conversation grows: tools, the
 * messages from the first to the last, and the other fields. Names of models are not texts.
 */
public final class RequestTexts {
    private final ChangeCounter editor;
    private final JsonTexts json;

    private RequestTexts(TextEditor editor) {
        this.editor = new ChangeCounter(editor);
        this.json = new JsonTexts(this.editor, true);
    }

    /** The same request with edited texts; the same object if nothing has changed. */
    @SuppressWarnings("unchecked") // a request stays of its own type
    public static <R extends ModelRequest> R edited(R request, TextEditor editor) {
        RequestTexts texts = new RequestTexts(editor);
        ModelRequest edited =
                switch (request) {
                    case ChatRequest chat -> texts.chat(chat);
                    case EmbeddingRequest embedding -> texts.embedding(embedding);
                    case MediaRequest media -> media.with(texts.body(media.body()));
                };
        return texts.editor.changes() == 0 ? request : (R) edited;
    }

    /** Edits one text as if it were that of a message. */
    public static String edited(TextPath path, String text, TextEditor editor) {
        return EncodedText.prose(path, text, new ChangeCounter(editor));
    }

    private ChatRequest chat(ChatRequest chat) {
        List<Tool> tools = chat.tools() == null ? null : each(TextPath.of("tools"), chat.tools(), this::tool);
        List<Message> messages = each(TextPath.of("messages"), chat.messages(), this::message);
        Map<String, JsonNode> extra = json.fields(null, chat.extra());
        StreamOptions options = chat.streamOptions() == null
                ? null
                : streamOptions(TextPath.of("stream_options"), chat.streamOptions());
        return chat.withMessages(messages).withTools(tools, extra).withStreamOptions(options);
    }

    private StreamOptions streamOptions(TextPath path, StreamOptions options) {
        return new StreamOptions(options.includeUsage(), json.fields(path, options.extra()));
    }

    private EmbeddingRequest embedding(EmbeddingRequest embedding) {
        return new EmbeddingRequest(
                embedding.model(),
                input(TextPath.of("input"), embedding.input()),
                embedding.encodingFormat(),
                embedding.dimensions(),
                optional(TextPath.of("user"), embedding.user(), editor::text),
                json.fields(null, embedding.extra()));
    }

    private EmbeddingInput input(TextPath path, EmbeddingInput input) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> new EmbeddingInput.Text(prose(path, text));
            case EmbeddingInput.Texts(List<String> texts) -> new EmbeddingInput.Texts(each(path, texts, this::prose));
            case EmbeddingInput.Tokens _, EmbeddingInput.TokenLists _ -> {
                editor.hidden(path);
                yield input;
            }
        };
    }

    private MediaBody body(MediaBody body) {
        return switch (body) {
            case MediaBody.Json(Map<String, JsonNode> fields) -> new MediaBody.Json(json.fields(null, fields));
            case MediaBody.Form(List<FormPart> parts) ->
                new MediaBody.Form(parts.stream().map(this::part).toList());
        };
    }

    private FormPart part(FormPart part) {
        TextPath path = JsonTexts.at(part.name());
        String name = editor.text(path, part.name());
        if (part.isFile()) {
            String filename = optional(path.field("filename"), part.filename(), editor::text);
            String type = part.contentType() == null ? "" : part.contentType().toLowerCase(Locale.ROOT);
            byte[] content = FileText.edited(path, part.content(), type, editor);
            return new FormPart(name, filename, part.contentType(), content);
        }
        return FormPart.text(name, prose(path, part.text()));
    }

    private Tool tool(TextPath path, Tool tool) {
        return new Tool(
                editor.text(path.field("type"), tool.type()),
                tool.function() == null ? null : function(path.field("function"), tool.function()),
                json.fields(path, tool.extra()));
    }

    private Tool.Function function(TextPath path, Tool.Function function) {
        return new Tool.Function(
                editor.name(path.field("name"), function.name()),
                optional(path.field("description"), function.description(), this::prose),
                function.parameters() == null
                        ? null
                        : new JsonTexts(editor, false).value(path.field("parameters"), function.parameters()),
                json.fields(path, function.extra()));
    }

    private Message message(TextPath path, Message message) {
        return new Message(
                message.role(),
                message.content() == null ? null : content(path.field("content"), message.content()),
                optional(path.field("name"), message.name(), editor::name),
                message.toolCalls() == null ? null : each(path.field("tool_calls"), message.toolCalls(), this::call),
                optional(path.field("tool_call_id"), message.toolCallId(), editor::name),
                json.fields(path, message.extra()));
    }

    private MessageContent content(TextPath path, MessageContent content) {
        return switch (content) {
            case MessageContent.Text(String text) -> new MessageContent.Text(prose(path, text));
            case MessageContent.Parts(List<ContentPart> parts) ->
                new MessageContent.Parts(each(
                        path,
                        AdjacentTexts.edited(path, parts, RequestTexts::text, RequestTexts::withText, editor),
                        this::part));
        };
    }

    private static Optional<String> text(ContentPart part) {
        return part instanceof ContentPart.Text(String _, String text, Map<String, JsonNode> _)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static ContentPart withText(ContentPart part, String other) {
        return part instanceof ContentPart.Text(String type, String _, Map<String, JsonNode> extra)
                ? new ContentPart.Text(type, other, extra)
                : part;
    }

    private ContentPart part(TextPath path, ContentPart part) {
        return switch (part) {
            case ContentPart.Text(String type, String text, Map<String, JsonNode> extra) ->
                new ContentPart.Text(type, prose(path.field("text"), text), json.fields(path, extra));
            case ContentPart.Image(String type, ContentPart.ImageUrl url, Map<String, JsonNode> extra) ->
                new ContentPart.Image(type, image(path.field("image_url"), url), json.fields(path, extra));
            case ContentPart.File(String type, ContentPart.FileSource file, Map<String, JsonNode> extra) ->
                new ContentPart.File(type, file(path.field("file"), file), json.fields(path, extra));
            case ContentPart.Other(String type, Map<String, JsonNode> extra) ->
                new ContentPart.Other(editor.text(path.field("type"), type), json.fields(path, extra));
        };
    }

    private ContentPart.ImageUrl image(TextPath path, ContentPart.ImageUrl image) {
        return new ContentPart.ImageUrl(
                reference(path.field("url"), image.url()),
                optional(path.field("detail"), image.detail(), editor::text),
                json.fields(path, image.extra()));
    }

    private ContentPart.FileSource file(TextPath path, ContentPart.FileSource file) {
        return new ContentPart.FileSource(
                optional(path.field("file_data"), file.fileData(), this::reference),
                optional(path.field("file_id"), file.fileId(), this::reference),
                optional(path.field("filename"), file.filename(), editor::text),
                json.fields(path, file.extra()));
    }

    private ToolCall call(TextPath path, ToolCall call) {
        return new ToolCall(
                call.index(),
                optional(path.field("id"), call.id(), editor::name),
                optional(path.field("type"), call.type(), editor::text),
                call.function() == null ? null : called(path.field("function"), call.function()),
                json.fields(path, call.extra()));
    }

    private ToolCall.Function called(TextPath path, ToolCall.Function function) {
        return new ToolCall.Function(
                optional(path.field("name"), function.name(), editor::name),
                optional(
                        path.field("arguments"),
                        function.arguments(),
                        (at, text) -> JsonTexts.document(at, text, editor)),
                json.fields(path, function.extra()));
    }

    private String prose(TextPath path, String text) {
        return EncodedText.prose(path, text, editor);
    }

    private String reference(TextPath path, String text) {
        return EncodedText.reference(path, text, editor);
    }

    /** What happens to one value at its place. */
    @FunctionalInterface
    private interface Edit<T> {
        T at(TextPath path, T value);
    }

    private static @Nullable String optional(TextPath path, @Nullable String text, Edit<String> edit) {
        return text == null ? null : edit.at(path, text);
    }

    private static <T> List<T> each(TextPath path, List<T> list, Edit<T> edit) {
        List<T> edited = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            edited.add(edit.at(path.element(i), list.get(i)));
        }
        return edited;
    }
}
