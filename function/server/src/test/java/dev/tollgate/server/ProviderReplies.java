package dev.tollgate.server;

import java.util.List;

/** Replies of the scripted provider. */
final class ProviderReplies {
    private ProviderReplies() {}

    static final String TOOL_CALL = """
            {"id":"c1","object":"chat.completion","created":1,"model":"any","choices":[{"index":0,"message":
            {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":
            {"name":"weather","arguments":"{\\"city\\":\\"Ulm\\"}"}}]},"finish_reason":"tool_calls"}],
            "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}""";

    static final List<String> STREAMED_TOOL_CALL = List.of("""
            {"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_1",\
            "type":"function","function":{"name":"weather","arguments":""}}]}}]}""", """
            {"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":\
            {"arguments":"{\\"city\\":"}}]}}]}""", """
            {"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":\
            {"arguments":"\\"Ulm\\"}"}}]}}]}""", """
            {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""");

    static final List<String> STREAMED_TEXT = List.of("""
            {"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","content":"so"}}]}""", """
            {"id":"c1","choices":[{"index":0,"delta":{"content":" slow"}}]}""", """
            {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");

    static final String WHOLE_TEXT = """
            {"id":"c1","object":"chat.completion","created":1,"model":"any","choices":[{"index":0,"message":
            {"role":"assistant","content":"so it goes"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}""";

    static final List<String> COUNTED_TEXT = List.of("""
            {"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","content":"so"}}]}""", """
            {"id":"c1","choices":[{"index":0,"delta":{"content":" it"}}]}""", """
            {"id":"c1","choices":[{"index":0,"delta":{"content":" goes"}}]}""", """
            {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", """
            {"id":"c1","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":6,"total_tokens":17}}""");

    static final String EMBEDDINGS = """
            {"object":"list","model":"any","data":[{"object":"embedding","index":0,"embedding":[0.5,-2.0,0.1]},
            {"object":"embedding","index":1,"embedding":[1.0,0.25,3.0]}],
            "usage":{"prompt_tokens":4,"total_tokens":4}}""";
}
