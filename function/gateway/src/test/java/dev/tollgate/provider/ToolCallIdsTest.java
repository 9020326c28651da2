package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ToolCall;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToolCallIdsTest {
    private static final ToolCallIdFormat NINE = new ToolCallIdFormat(Pattern.compile("[a-zA-Z0-9]{9}"), 9);
    private static final ToolCallIdFormat NO_DOTS = ToolCallIdFormat.of("[a-zA-Z0-9_-]{1,64}");

    @Test
    void leavesARequestAloneWhoseIdsTheProviderAccepts() throws IOException {
        ChatRequest request = conversation("call_1 call_2", "call_1", "call_2");

        assertThat(ToolCallIds.in(request, NO_DOTS)).isSameAs(request);
    }

    @Test
    void makesUpIdsInTheFormOfTheProviderAndTheSameOnEveryTurn() throws IOException {
        ChatRequest request = conversation("call_PTLP8xhu3uwZk4l3nlnrrJha call.2", "call.2");

        List<String> ids = ids(ToolCallIds.in(request, NINE));

        assertThat(ids).hasSize(3).allMatch(id -> id.matches("[a-zA-Z0-9]{9}"));
        assertThat(ids.get(2)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(0));
        assertThat(ids(ToolCallIds.in(request, NINE))).isEqualTo(ids);
    }

    /** Reported as experientiallabs/experiential#801. */
    @Test
    void neverMakesOneIdOfTwo() throws IOException {
        List<String> ids = ids(ToolCallIds.in(conversation("call.1 call:1", "call.1", "call:1"), NO_DOTS));

        assertThat(ids.subList(0, 2)).doesNotHaveDuplicates();
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
    }

    /** Reported as HKUDS/nanobot#3943. */
    @Test
    void tellsTwoCallsOfOneMessageApartByTheOrderOfTheirResults() throws IOException {
        List<String> ids = ids(ToolCallIds.in(conversation("call_0 call_0", "call_0", "call_0"), NO_DOTS));

        assertThat(ids.subList(0, 2)).doesNotHaveDuplicates();
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
    }

    @Test
    void tellsTheCallsOfTwoTurnsApart() throws IOException {
        ChatRequest first = conversation("call_0", "call_0");
        ChatRequest both = first.withMessages(Collections.nCopies(2, first.messages()).stream()
                .flatMap(List::stream)
                .toList());

        List<String> ids = ids(ToolCallIds.in(both, NO_DOTS));

        assertThat(ids.subList(0, 2)).containsExactly("call_0", "call_0");
        assertThat(ids.get(2)).isEqualTo(ids.get(3)).isNotEqualTo("call_0");
    }

    @Test
    void givesAResultWithoutACallAnAcceptableId() throws IOException {
        assertThat(ids(ToolCallIds.in(conversation("call_1", "call.9"), NO_DOTS))
                        .get(1))
                .matches("[a-zA-Z0-9]{24}");
    }

    private static ChatRequest conversation(String calls, String... results) throws IOException {
        String callList = Stream.of(calls.split(" "))
                .map(id -> """
                        {"id":"%s","type":"function","function":{"name":"f","arguments":"{}"}}""".formatted(id))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        String resultList = Stream.of(results).map(id -> """
                        ,{"role":"tool","tool_call_id":"%s","content":"r"}""".formatted(id)).reduce("", String::concat);
        return JsonCodec.mapper().readValue("""
                        {"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[%s]}%s]}""".formatted(callList, resultList), ChatRequest.class);
    }

    /** The ids of all calls and results, in their order. */
    private static List<String> ids(ChatRequest request) {
        return request.messages().stream().flatMap(ToolCallIdsTest::ids).toList();
    }

    private static Stream<String> ids(Message message) {
        return message.toolCalls() == null
                ? Stream.of(Objects.requireNonNull(message.toolCallId()))
                : message.toolCalls().stream().map(ToolCall::id);
    }
}
