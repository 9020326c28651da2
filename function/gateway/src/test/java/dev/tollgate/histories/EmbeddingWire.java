package dev.tollgate.histories;

/** OpenAI's words for embeddings, which are never streamed (https://platform.openai.com/docs/api-reference/embeddings/create). */
final class EmbeddingWire implements ProviderWire {

    @Override
    public String failure(boolean streamed) {
        return "{\"error\":{\"message\":\"It broke.\",\"type\":\"server_error\",\"code\":null}}";
    }

    @Override
    public String whole(String text, ReportedUsage reported) {
        String usage = reported == null
                ? ""
                : ",\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%d}"
                        .formatted(reported.prompt(), reported.prompt());
        return "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,0.25]}]"
                + usage + "}";
    }

    @Override
    public String opening(ReportedUsage reported) {
        throw neverStreamed();
    }

    @Override
    public ReportedUsage reportedByOpening(ReportedUsage reported) {
        throw neverStreamed();
    }

    @Override
    public String word(String text, ReportedUsage reported) {
        throw neverStreamed();
    }

    @Override
    public String count(ReportedUsage reported) {
        throw neverStreamed();
    }

    @Override
    public String ending(ReportedUsage reported) {
        throw neverStreamed();
    }

    private static UnsupportedOperationException neverStreamed() {
        return new UnsupportedOperationException("embeddings are never streamed");
    }
}
