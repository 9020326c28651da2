package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.edge.CallCost;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkReplay;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.NamedFields;
import dev.tollgate.openai.NativeRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Lines of the Responses API. Nothing of them is stored as a response: each line has all that it needs. */
@ApplicationScoped
class ResponseLineFormat implements BatchLineFormat {
    private static final List<String> OF_STORED_RESPONSES =
            List.of("background", "conversation", "previous_response_id");

    private final RequestReader reader;

    ResponseLineFormat(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public BatchEndpoint endpoint() {
        return BatchEndpoint.RESPONSES;
    }

    @Override
    public LineRequest read(RequestBody body) {
        ObjectNode sent = reader.object(body);
        for (String field : OF_STORED_RESPONSES) {
            JsonNode value = sent.path(field);
            if (!value.isMissingNode()
                    && !value.isNull()
                    && !value.equals(JsonNodeFactory.instance.booleanNode(false))) {
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        field,
                        "Unsupported parameter: '" + field + "': a line of a batch is complete, and stores nothing.");
            }
        }
        ResponsesRequest request = ResponsesRequest.of(RequestState.readable(sent));
        UnaryOperator<String> names = request.paths()::name;
        ChatRequest chat = NamedFields.in(names, () -> reader.checked(request.chat()));
        return new LineRequest(chat, Optional.of(request.sent()), names);
    }

    @Override
    public JsonNode kept(LineRequest request) {
        return request.nativeRequest().orElseThrow().body();
    }

    @Override
    public boolean repeatsRequest() {
        return true;
    }

    /** The Response repeats its request. Of one that is not kept any more, it knows only the model. */
    @Override
    public byte[] answer(ChatCompletion completion, Optional<LineRequest> request, String requestId) {
        ObjectNode sent = request.flatMap(LineRequest::nativeRequest)
                .map(NativeRequest::body)
                .orElseGet(() -> unknown(completion));
        ResponsesFormat format =
                new ResponsesFormat(ResponsesRequest.of(sent), requestId, new CallCost(false), Optional.empty());
        Long created = completion.created();
        new ChunkReplay(completion, requestId, created == null ? 0 : created)
                .chunks()
                .forEach(format::note);
        return format.whole(completion, OptionalLong.empty());
    }

    private static ObjectNode unknown(ChatCompletion completion) {
        String model = completion.model();
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", model == null || model.isEmpty() ? "unknown" : model)
                .put("input", "");
    }
}
