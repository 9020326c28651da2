package dev.tollgate.histories;

/** OpenAI's words (https://platform.openai.com/docs/api-reference/chat/object). */
final class OpenAiWire implements ProviderWire {
    private final boolean tierAtOnce;

    /**
     * Its words in one reply.
     *
     * @param tierAtOnce whether each piece says how it is served, or that alone which has the count
     */
    OpenAiWire(boolean tierAtOnce) {
        this.tierAtOnce = tierAtOnce;
    }

    @Override
    public String opening(ReportedUsage reported) {
        return chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", reported);
    }

    @Override
    public ReportedUsage reportedByOpening(ReportedUsage reported) {
        return null;
    }

    @Override
    public String word(String text, ReportedUsage reported) {
        return chunk("{\"content\":\"" + text + "\"}", "null", reported);
    }

    @Override
    public String count(ReportedUsage reported) {
        return event("\"choices\":[]," + usage(reported), "chat.completion.chunk", reported);
    }

    @Override
    public String ending(ReportedUsage reported) {
        String end = chunk("{}", "\"stop\"", reported) + (reported == null ? "" : count(reported));
        return end + "data: [DONE]\n\n";
    }

    @Override
    public String failure(boolean streamed) {
        String error = "{\"error\":{\"message\":\"It broke.\",\"type\":\"server_error\",\"code\":null}}";
        return streamed ? "data: " + error + "\n\n" : error;
    }

    @Override
    public String whole(String text, ReportedUsage reported) {
        String choice = "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"finish_reason\":\"stop\"}]";
        return object(choice + (reported == null ? "" : "," + usage(reported)), "chat.completion", reported);
    }

    private String chunk(String delta, String finish, ReportedUsage reported) {
        return event(
                "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]",
                "chat.completion.chunk",
                reported);
    }

    private static String usage(ReportedUsage reported) {
        return """
                "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,\
                "prompt_tokens_details":{"cached_tokens":%d,"cache_write_tokens":%d,"cache_write_1h_tokens":%d,"audio_tokens":%d},\
                "completion_tokens_details":{"reasoning_tokens":%d,"audio_tokens":%d},\
                "server_tool_use":{"web_search_requests":%d},"inference_geo":"%s"}""".formatted(
                        reported.prompt(),
                        reported.completion(),
                        reported.prompt() + reported.completion(),
                        reported.cached(),
                        reported.stored() + reported.kept(),
                        reported.kept(),
                        reported.heard(),
                        reported.thought(),
                        reported.spoken(),
                        reported.searches(),
                        reported.served().us() ? "us" : "global");
    }

    private String event(String fields, String object, ReportedUsage reported) {
        return "data: " + object(fields, object, reported) + "\n\n";
    }

    private String object(String fields, String object, ReportedUsage reported) {
        boolean silent = reported == null || !(tierAtOnce || fields.contains("usage"));
        String tier = silent ? "" : "\"service_tier\":\"" + (reported.served().flex() ? "flex" : "default") + "\",";
        return "{\"id\":\"chatcmpl-1\",\"object\":\"" + object + "\",\"created\":1700000000,\"model\":\"m\"," + tier
                + fields + "}";
    }
}
