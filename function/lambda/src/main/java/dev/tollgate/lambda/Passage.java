package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One response on its way from the gateway to Lambda. What the gateway leaves open is ended here. */
final class Passage {
    private static final String EVENT_STREAM = "text/event-stream";

    private final Door.Response response;
    private final Delivery delivery;
    private final Carriage carriage;
    private final Clock clock;
    private Part.Head head;

    Passage(Door.Response response, Delivery delivery, Carriage carriage, Clock clock) {
        this.response = response;
        this.delivery = delivery;
        this.carriage = carriage;
        this.clock = clock;
    }

    /** Returns when Lambda has the whole response. */
    void run() throws IOException, InterruptedException {
        Instant giveUpAt = carriage.giveUpAt();
        while (true) {
            switch (response.next(Duration.between(clock.instant(), giveUpAt))) {
                case Part.Head received -> begin(received);
                case Part.Bytes(byte[] bytes) -> delivery.write(bytes);
                case Part.End() -> {
                    delivery.end(carriage.cut());
                    return;
                }
                case Part.Broken() -> {
                    fail(new ChatFailure(ErrorKind.INTERNAL, "The gateway failed to handle this request."));
                    return;
                }
                case Part.Silence() -> {
                    response.close();
                    fail(new ChatFailure(
                            ErrorKind.UPSTREAM_TIMEOUT, "The answer took longer than the function may run."));
                    return;
                }
            }
            if (head != null && response.waiting()) {
                delivery.flush();
            }
        }
    }

    private void begin(Part.Head received) throws IOException {
        head = received;
        delivery.begin(received);
    }

    /** In OpenAI's words: as the response where nothing has been sent, else as the stream's last event. */
    private void fail(ChatFailure failure) throws IOException {
        if (head == null) {
            begin(new Part.Head(failure.kind().status(), List.of(new Header("content-type", "application/json"))));
            delivery.write(document(failure).getBytes(StandardCharsets.UTF_8));
            delivery.end(Optional.empty());
            return;
        }
        if (head.first("content-type").startsWith(EVENT_STREAM)) {
            delivery.write(("data: " + document(failure) + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
        delivery.end(Optional.of(FunctionError.of(failure)));
    }

    private static String document(ChatFailure failure) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("error")
                .put("message", failure.getMessage())
                .put("type", failure.kind().type())
                .put("param", failure.param())
                .put("code", failure.kind().code());
        return document.toString();
    }
}
