package dev.tollgate.histories;

/** Anthropic's words, which tell the prompt at once (https://platform.claude.com/docs/en/build-with-claude/streaming). */
final class AnthropicWire implements ProviderWire {
    private static final String NO_STOP = "{\"stop_reason\":null,\"stop_sequence\":null}";
    private static final String STOP = "{\"stop_reason\":\"end_turn\",\"stop_sequence\":null}";

    @Override
    public String opening(ReportedUsage reported) {
        return event("message_start", "\"message\":{" + message("[]", "null", reportedByOpening(reported)) + "}")
                + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    }

    @Override
    public ReportedUsage reportedByOpening(ReportedUsage reported) {
        return reported == null ? null : reported.writing(1);
    }

    @Override
    public String word(String text, ReportedUsage reported) {
        return event(
                "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    @Override
    public String count(ReportedUsage reported) {
        return event("message_delta", "\"delta\":" + NO_STOP + ",\"usage\":" + usage(reported));
    }

    @Override
    public String ending(ReportedUsage reported) {
        return event("content_block_stop", "\"index\":0")
                + event(
                        "message_delta",
                        "\"delta\":" + STOP + (reported == null ? "" : ",\"usage\":" + usage(reported)))
                + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

    @Override
    public String failure(boolean streamed) {
        String error = "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}";
        return streamed ? event("error", error) : "{\"type\":\"error\"," + error + "}";
    }

    @Override
    public String whole(String text, ReportedUsage reported) {
        return "{" + message("[{\"type\":\"text\",\"text\":\"" + text + "\"}]", "\"end_turn\"", reported) + "}";
    }

    private static String message(String content, String stop, ReportedUsage reported) {
        return "\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":" + content
                + ",\"stop_reason\":" + stop + ",\"stop_sequence\":null"
                + (reported == null ? "" : ",\"usage\":" + usage(reported));
    }

    /** Counts the tokens read from the cache and written to it separately from the input. */
    private static String usage(ReportedUsage reported) {
        return """
                {"input_tokens":%d,"cache_read_input_tokens":%d,"cache_creation_input_tokens":%d,\
                "cache_creation":{"ephemeral_5m_input_tokens":%d,"ephemeral_1h_input_tokens":%d},"output_tokens":%d,\
                "server_tool_use":{"web_search_requests":%d},"service_tier":"%s","inference_geo":"%s"}""".formatted(
                        reported.text(),
                        reported.cached(),
                        reported.stored() + reported.kept(),
                        reported.stored(),
                        reported.kept(),
                        reported.completion(),
                        reported.searches(),
                        reported.served().flex() ? "flex" : "standard",
                        reported.served().us() ? "us" : "global");
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }
}
