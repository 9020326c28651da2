package dev.tollgate.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reply to one request in OpenAI's format. Each word of the prompt counts as a token. The reply has as many words as the
 * prompt requests, such as {@code Say 7 words}. Client, provider and record can therefore each calculate the usage.
 */
record SimulatedReply(boolean streamed, long promptTokens, long completionTokens) {
    private static final Pattern STREAMED = Pattern.compile("\"stream\"\\s*:\\s*true");
    private static final Pattern CONTENT = Pattern.compile("\"content\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern REQUESTED = Pattern.compile("Say ([0-9]{1,4}) words");
    private static final String ID = "\"id\":\"c1\",\"created\":1,\"model\":\"sim-1\"";

    static SimulatedReply to(String request) {
        Matcher content = CONTENT.matcher(request);
        String prompt = content.find() ? content.group(1) : "";
        Matcher requested = REQUESTED.matcher(prompt);
        long words = requested.find() ? Long.parseLong(requested.group(1)) : 1;
        return new SimulatedReply(STREAMED.matcher(request).find(), prompt.split(" ", -1).length, words);
    }

    String contentType() {
        return streamed ? "text/event-stream" : "application/json";
    }

    /** Returns the whole reply: the events of a stream, or one document. */
    List<String> fragments() {
        return streamed ? events() : List.of(whole());
    }

    /** Returns what a provider sends if it fails before its model has produced anything. */
    String beginning() {
        return streamed
                ? event(
                        "{%s,\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}")
                : whole().substring(0, whole().length() / 2);
    }

    /** Returns an error that a provider sends with status 200. */
    String lie() {
        return streamed ? "data: " + error("server_error") + "\n\n" : error("server_error");
    }

    static String error(String code) {
        return "{\"error\":{\"message\":\"The simulator fails on purpose.\",\"type\":\"%s\",\"code\":\"%s\"}}"
                .formatted(code, code);
    }

    private String whole() {
        return ("{%s,\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},"
                        + "\"finish_reason\":\"stop\"}],%s}")
                .formatted(ID, "word ".repeat((int) completionTokens).strip(), usage());
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        events.add(beginning());
        for (int word = 0; word < completionTokens; word++) {
            events.add(
                    event(
                            "{%s,\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}"));
        }
        events.add(
                event(
                        "{%s,\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"));
        events.add(event("{%s,\"object\":\"chat.completion.chunk\",\"choices\":[]," + usage() + "}"));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String event(String json) {
        return "data: " + json.formatted(ID) + "\n\n";
    }

    private String usage() {
        return "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
                .formatted(promptTokens, completionTokens, promptTokens + completionTokens);
    }
}
