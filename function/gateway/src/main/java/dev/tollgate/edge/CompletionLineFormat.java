package dev.tollgate.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.MessageContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;

/** Lines of the API before chat. Each is a chat with one message, as in {@link CompletionsEndpoint}. */
@ApplicationScoped
class CompletionLineFormat implements BatchLineFormat {
    private static final TextCompletionFormat FORMAT = new TextCompletionFormat("", false, new CallCost(false));

    private final RequestReader reader;

    CompletionLineFormat(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public BatchEndpoint endpoint() {
        return BatchEndpoint.COMPLETIONS;
    }

    @Override
    public LineRequest read(RequestBody body) {
        CompletionRequest request = reader.completion(body, NamedModel.IN_BODY);
        if (request.echoed()) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    "echo",
                    "Unsupported parameter: 'echo': an answer of a batch does not begin with its prompt.");
        }
        return LineRequest.of(reader.checked(request.asChat(PromptRules.prompt(request))));
    }

    /** All fields but the prompt have the same names in both APIs. */
    @Override
    public JsonNode kept(LineRequest request) {
        ChatRequest chat = (ChatRequest) request.request();
        ObjectNode kept = JsonCodec.mapper().valueToTree(chat);
        kept.remove("messages");
        return kept.put("prompt", prompt(chat));
    }

    private static String prompt(ChatRequest chat) {
        return chat.messages().getFirst().content() instanceof MessageContent.Text(String text) ? text : "";
    }

    @Override
    public byte[] answer(ChatCompletion completion, Optional<LineRequest> request, String requestId) {
        return FORMAT.whole(completion, OptionalLong.empty());
    }
}
