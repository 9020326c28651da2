package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A response as one JSON document of at most 6 MB. Anything else goes to the client unchanged. */
record BufferedReply(HttpExchange http) implements FunctionReply {

    @Override
    public int forward(InputStream posted, Runnable firstByte) throws IOException {
        byte[] bytes = posted.readAllBytes();
        if (!ResponseQuota.of(false).consume(bytes.length)) {
            EndpointError.BAD_RESPONSE.send(http, EndpointType.HTTP);
            return TOO_LARGE;
        }
        ResponsePrelude prelude = ResponsePrelude.read(bytes);
        byte[] body = bytes;
        if (prelude.valid()) {
            prelude.addTo(http, EndpointType.HTTP);
            String text = prelude.json().path("body").asText("");
            boolean encoded = prelude.json().path("isBase64Encoded").asBoolean();
            body = encoded ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        }
        http.sendResponseHeaders(prelude.status(), body.length == 0 ? -1 : body.length);
        firstByte.run();
        http.getResponseBody().write(body);
        return ACCEPTED;
    }
}
