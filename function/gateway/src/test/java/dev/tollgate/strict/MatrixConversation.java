package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One conversation of four turns between two targets. */
record MatrixConversation(
        MatrixTarget first, MatrixTarget second, MatrixScenario scenario, MatrixHabit habit, boolean streamed) {
    /** OpenAI refuses longer ones, and so do the SDKs of agents (vercel/ai#8810). */
    private static final int LONGEST_ID = 40;

    private static final int LONG_ENOUGH_TO_BE_FOUND = 12;

    /**
     * The conversations that begin at one target and go on at another. Each scenario comes with both habits; which of them is
     * streamed depends on the names of the targets and of the scenario, so that a run stays short.
     */
    static List<MatrixConversation> between(MatrixTarget first, MatrixTarget second) {
        List<MatrixConversation> all = new ArrayList<>();
        for (MatrixScenario scenario : MatrixScenario.values()) {
            if (scenario.image() && !(first.vision() && second.vision())) {
                continue;
            }
            boolean even = (first.name() + second.name() + scenario.name()).hashCode() % 2 == 0;
            all.add(new MatrixConversation(first, second, scenario, MatrixHabit.AS_IT_CAME, even));
            all.add(new MatrixConversation(first, second, scenario, MatrixHabit.PLAIN, !even));
        }
        return all;
    }

    /** Plays it; what went wrong, or nothing. */
    Optional<String> play(MatrixClient client, StrictServer server) {
        ObjectNode request = scenario.question();
        request.put("stream", streamed);
        ObjectNode history = null;
        for (MatrixTurn turn : MatrixTurn.values()) {
            if (turn == MatrixTurn.SUMMARY) {
                request.remove("tools");
            }
            server.relieve();
            server.says(turn.says(scenario));
            MatrixTarget expected = turn.isAtFirst() ? first : second;
            if (turn == MatrixTurn.FAIL_OVER && first != second) {
                server.overload(first.provider(), first.model());
            }
            List<MatrixTarget> targets =
                    turn == MatrixTurn.FAIL_OVER && first != second ? List.of(first, second) : List.of(expected);
            MatrixAnswer answer = client.ask(request, targets);
            String problem = problem(server, answer, expected, history);
            if (problem != null) {
                return Optional.of(turn + ": " + problem);
            }
            goOn(request, answer);
            history = answer.message();
        }
        return Optional.empty();
    }

    /** Adds the answer, and what follows it: the results of its calls, or more words of the user. */
    private void goOn(ObjectNode request, MatrixAnswer answer) {
        ArrayNode messages = (ArrayNode) request.get("messages");
        messages.add(habit.sendBack(answer.message()));
        if (answer.message().path("tool_calls").isEmpty()) {
            messages.addObject().put("role", "user").put("content", "And tomorrow?");
        }
        for (JsonNode call : answer.message().path("tool_calls")) {
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asText())
                    .put("content", "21 degrees");
        }
    }

    private @Nullable String problem(
            StrictServer server, MatrixAnswer answer, MatrixTarget expected, @Nullable ObjectNode history) {
        List<String> refusals = server.takeRefusals();
        if (!refusals.isEmpty()) {
            return String.join("; ", refusals);
        }
        if (answer.status() != 200 || !answer.provider().equals(expected.provider())) {
            return answer.status() + " from " + answer.provider() + ": " + answer.body();
        }
        Set<String> ids = new HashSet<>(idsIn(history));
        for (String id : idsIn(answer.message())) {
            if (id.isEmpty() || id.length() > LONGEST_ID || !ids.add(id)) {
                return "an id that no client can use: '" + id + "'";
            }
        }
        int calls = answer.message().path("tool_calls").size();
        if (answer.message().path("content").asText().isEmpty() && calls == 0) {
            return "an answer without words and calls: " + answer.message();
        }
        for (String field : unnamed(server.lastAnswered(), answer.dropped(), history)) {
            return "left out and not named: " + field + ", only '" + answer.dropped() + "'";
        }
        return null;
    }

    private static List<String> idsIn(@Nullable ObjectNode message) {
        return message == null
                ? List.of()
                : JsonRules.list(message.path("tool_calls")).stream()
                        .map(call -> call.path("id").asText())
                        .toList();
    }

    /** The fields of the message that neither went to the provider nor are named in the header. */
    private List<String> unnamed(String sent, String dropped, @Nullable ObjectNode history) {
        List<String> unnamed = new ArrayList<>();
        if (history == null || habit == MatrixHabit.PLAIN) {
            return unnamed;
        }
        history.properties().forEach(field -> {
            // The gateway writes the same thinking into both fields.
            String name = field.getKey().equals("reasoning_content") && dropped.contains("thinking_blocks")
                    ? "thinking_blocks"
                    : field.getKey();
            boolean known = List.of("role", "content", "tool_calls").contains(name);
            List<String> texts = new ArrayList<>();
            texts(field.getValue(), texts);
            if (!known && !texts.isEmpty() && texts.stream().noneMatch(sent::contains) && !dropped.contains(name)) {
                unnamed.add(name);
            }
        });
        return unnamed;
    }

    private static void texts(JsonNode node, List<String> texts) {
        if (node.isTextual() && node.textValue().length() >= LONG_ENOUGH_TO_BE_FOUND) {
            texts.add(node.textValue());
        }
        node.forEach(child -> texts(child, texts));
    }

    @Override
    public String toString() {
        return first + " → " + second + " " + scenario + " " + habit + (streamed ? " streamed" : " whole");
    }
}
