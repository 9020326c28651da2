package dev.tollgate.strict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.golden.EventFrames;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Claude at Bedrock's InvokeModel: Anthropic's own rules, with the model in the path
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html).
 */
final class StrictInvoke implements StrictApi {
    /** The end of the path of a stream. */
    static final String STREAMED = "/invoke-with-response-stream";

    /** Claude calls itself as it does at Anthropic. */
    private static final Pattern NAME = Pattern.compile(".*anthropic\\.(claude.*)-v\\d+:\\d+");

    private static final Set<String> IN_THE_PATH = Set.of("model", "stream");

    private final StrictAnthropic claude = new StrictAnthropic();
    private final StrictBedrock bedrock = new StrictBedrock();
    private final JsonRules rules = new JsonRules(StrictBedrock::refusal);

    @Override
    public void check(ApiCall call) {
        rules.require(
                call.body().path("anthropic_version").asText().equals("bedrock-2023-05-31"),
                "anthropic_version: Field required");
        for (String field : IN_THE_PATH) {
            rules.require(!call.body().has(field), field + ": Extra inputs are not permitted");
        }
        claude.check(inner(call));
    }

    @Override
    public ApiReply reply(ApiCall call, ModelTurn turn) {
        ApiReply reply = claude.reply(inner(call), turn);
        return call.streamed()
                ? new ApiReply(200, "application/vnd.amazon.eventstream", EventFrames.encode(frames(reply)))
                : reply;
    }

    /** Each event in Base64, as the payload of a frame. */
    private static byte[] frames(ApiReply events) {
        return new String(events.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8))
                .map(data -> "{\"chunk\":{\"bytes\":\"" + Base64.getEncoder().encodeToString(data) + "\"}}\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ApiReply overloaded() {
        return bedrock.overloaded();
    }

    @Override
    public List<OfferedFunction> functions(ApiCall call) {
        return claude.functions(call);
    }

    @Override
    public int resultsSinceUser(ApiCall call) {
        return claude.resultsSinceUser(call);
    }

    @Override
    public boolean thinks(ApiCall call) {
        return claude.thinks(call);
    }

    private static ApiCall inner(ApiCall call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.setAll((ObjectNode) call.body());
        body.remove(List.of("anthropic_version", "anthropic_beta"));
        return new ApiCall(call.path(), NAME.matcher(call.model()).replaceAll("$1"), call.streamed(), body);
    }
}
