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
    public String opening(ReportedUsage told) {
        return chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", told);
    }

    @Override
    public ReportedUsage toldByOpening(ReportedUsage told) {
        return null;
    }

    @Override
    public String word(String text, ReportedUsage told) {
        return chunk("{\"content\":\"" + text + "\"}", "null", told);
    }

    @Override
    public String count(ReportedUsage told) {
        return event("\"choices\":[]," + usage(told), "chat.completion.chunk", told);
    }

    @Override
    public String ending(ReportedUsage told) {
        String end = chunk("{}", "\"stop\"", told) + (told == null ? "" : count(told));
        return end + "data: [DONE]\n\n";
    }

    @Override
    public String failure(boolean streamed) {
        String error = "{\"error\":{\"message\":\"It broke.\",\"type\":\"server_error\",\"code\":null}}";
        return streamed ? "data: " + error + "\n\n" : error;
    }

    @Override
    public String whole(String text, ReportedUsage told) {
        String choice = "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"finish_reason\":\"stop\"}]";
        return object(choice + (told == null ? "" : "," + usage(told)), "chat.completion", told);
    }

    private String chunk(String delta, String finish, ReportedUsage told) {
        return event(
                "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]",
                "chat.completion.chunk",
                told);
    }

    private static String usage(ReportedUsage told) {
        return """
                "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,\
                "prompt_tokens_details":{"cached_tokens":%d,"cache_write_tokens":%d,"cache_write_1h_tokens":%d,"audio_tokens":%d},\
                "completion_tokens_details":{"reasoning_tokens":%d,"audio_tokens":%d},\
                "server_tool_use":{"web_search_requests":%d},"inference_geo":"%s"}""".formatted(
                        told.prompt(),
                        told.completion(),
                        told.prompt() + told.completion(),
                        told.cached(),
                        told.stored() + told.kept(),
                        told.kept(),
                        told.heard(),
                        told.thought(),
                        told.spoken(),
                        told.searches(),
                        told.served().us() ? "us" : "global");
    }

    private String event(String fields, String object, ReportedUsage told) {
        return "data: " + object(fields, object, told) + "\n\n";
    }

    private String object(String fields, String object, ReportedUsage told) {
        boolean silent = told == null || !(tierAtOnce || fields.contains("usage"));
        String tier = silent ? "" : "\"service_tier\":\"" + (told.served().flex() ? "flex" : "default") + "\",";
        return "{\"id\":\"chatcmpl-1\",\"object\":\"" + object + "\",\"created\":1700000000,\"model\":\"m\"," + tier
                + fields + "}";
    }
}
