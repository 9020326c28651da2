package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Keeps no response: a request that refers to an earlier one, or whose response is to be fetched later, is refused. */
@ApplicationScoped
public class StatelessResponses implements ResponseState {

    @Override
    public StandaloneRequest prepare(ApiKey key, ObjectNode sent) {
        requireNone(sent, "previous_response_id", "send the earlier items in 'input'");
        requireNone(sent, "conversation", "send the earlier items in 'input'");
        JsonFields request = new JsonFields(sent, "");
        if (Boolean.TRUE.equals(request.flag("background"))) {
            throw refused("background", "stream the response");
        }
        return new StandaloneRequest(sent, Optional.empty());
    }

    private static void requireNone(ObjectNode sent, String field, String instead) {
        if (sent.hasNonNull(field)) {
            throw refused(field, instead);
        }
    }

    private static GatewayException refused(String field, String instead) {
        return GatewayException.of(
                ErrorKind.UNSUPPORTED_PARAMETER,
                field,
                "Unsupported parameter: '" + field + "': this gateway stores no responses; " + instead + ".");
    }
}
