package dev.tollgate.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A golden case that ends well, as a client of OpenAI's asks it.
 *
 * @param question the request's body, without {@code stream}: clients say that by the method they call
 * @param answer what the client must get, whole; a stream must add up to it
 */
public record ClientCase(String name, boolean streamed, ObjectNode question, JsonNode answer) {

    /** Every case with a complete answer, once for each form in which a client sends it. */
    public static List<ClientCase> all() {
        return GoldenCases.of(GoldenApi.CHAT).stream()
                .flatMap(golden -> golden.forms().stream().flatMap(form -> of(golden, form)))
                .toList();
    }

    /** Whether its answer has, on purpose, what OpenAI's schema does not know; the case's name says so. */
    public boolean holdsUnknownThings() {
        return name.contains("/unknown-");
    }

    /** OpenAI's Java client keeps only the last piece of a call in the form before tools, so the call has no name. */
    public boolean isStreamedFunctionCall() {
        return streamed && answer.path("choices").path(0).path("message").has("function_call");
    }

    private static Stream<ClientCase> of(GoldenCase golden, RequestForm form) {
        ObjectNode question = form.question(golden.json("request.json"));
        boolean streamed = question.path("stream").asBoolean();
        if (golden.head("answer.status").status() != 200 || (streamed && !isComplete(golden))) {
            return Stream.empty();
        }
        question.remove("stream");
        question.put(
                "model",
                GoldenCases.providerName(golden, ReplyCut.WHOLE) + "/"
                        + question.path("model").asText());
        return Stream.of(new ClientCase(golden + " " + form, streamed, question, answer(golden)));
    }

    private static boolean isComplete(GoldenCase golden) {
        return golden.has("answer.sse")
                && new String(golden.bytes("answer.sse"), StandardCharsets.UTF_8).contains("data: [DONE]");
    }

    private static JsonNode answer(GoldenCase golden) {
        return golden.has("answer.json")
                ? golden.json("answer.json")
                : JsonCodec.mapper().valueToTree(StreamedAnswer.fold(golden.bytes("answer.sse")));
    }

    @Override
    public String toString() {
        return name;
    }
}
