package dev.tollgate.histories;

/** Anthropic's words, which tell the prompt at once (https://platform.claude.com/docs/en/build-with-claude/streaming). */
final class AnthropicWire implements ProviderWire {
    private static final String NO_STOP = "{\"stop_reason\":null,\"stop_sequence\":null}";
    private static final String STOP = "{\"stop_reason\":\"end_turn\",\"stop_sequence\":null}";

    @Override
    public String opening(ReportedUsage told) {
        return event("message_start", "\"message\":{" + message("[]", "null", toldByOpening(told)) + "}")
                + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    }

    @Override
    public ReportedUsage toldByOpening(ReportedUsage told) {
        return told == null ? null : told.writing(1);
    }

    @Override
    public String word(String text, ReportedUsage told) {
        return event(
                "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    @Override
    public String count(ReportedUsage told) {
        return event("message_delta", "\"delta\":" + NO_STOP + ",\"usage\":" + usage(told));
    }

    @Override
    public String ending(ReportedUsage told) {
        return event("content_block_stop", "\"index\":0")
                + event("message_delta", "\"delta\":" + STOP + (told == null ? "" : ",\"usage\":" + usage(told)))
                + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

    @Override
    public String failure(boolean streamed) {
        String error = "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}";
        return streamed ? event("error", error) : "{\"type\":\"error\"," + error + "}";
    }

    @Override
    public String whole(String text, ReportedUsage told) {
        return "{" + message("[{\"type\":\"text\",\"text\":\"" + text + "\"}]", "\"end_turn\"", told) + "}";
    }

    private static String message(String content, String stop, ReportedUsage told) {
        return "\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":" + content
                + ",\"stop_reason\":" + stop + ",\"stop_sequence\":null"
                + (told == null ? "" : ",\"usage\":" + usage(told));
    }

    /** Counts the tokens read from the cache and written to it separately from the input. */
    private static String usage(ReportedUsage told) {
        return """
                {"input_tokens":%d,"cache_read_input_tokens":%d,"cache_creation_input_tokens":%d,\
                "cache_creation":{"ephemeral_5m_input_tokens":%d,"ephemeral_1h_input_tokens":%d},"output_tokens":%d,\
                "server_tool_use":{"web_search_requests":%d},"service_tier":"%s","inference_geo":"%s"}""".formatted(
                        told.text(),
                        told.cached(),
                        told.stored() + told.kept(),
                        told.stored(),
                        told.kept(),
                        told.completion(),
                        told.searches(),
                        told.served().flex() ? "flex" : "standard",
                        told.served().us() ? "us" : "global");
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }
}
