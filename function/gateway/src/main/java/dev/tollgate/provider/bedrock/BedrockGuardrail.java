package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.ContentScanner;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.UpstreamRequest;
import java.util.List;

/**
 * Applies a guardrail to texts, without calling a model
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html).
 */
final class BedrockGuardrail implements ContentScanner {
    private final ProviderApi chat;
    private final BedrockUrl url;
    private final ScanEngine.Guardrail guardrail;

    BedrockGuardrail(ProviderApi chat, BedrockUrl url, ScanEngine.Guardrail guardrail) {
        this.chat = chat;
        this.url = url;
        this.guardrail = guardrail;
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public UpstreamRequest encode(List<String> texts, boolean answer) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("source", answer ? "OUTPUT" : "INPUT");
        ArrayNode content = body.putArray("content");
        texts.forEach(text -> content.addObject().putObject("text").put("text", text));
        return JsonBody.request(url.ofGuardrail(guardrail.id(), guardrail.version()), body);
    }

    /** A guardrail also intervenes where it only masks values: they are not the gateway's to replace, so that is a violation. */
    @Override
    public boolean violation(byte[] body) {
        return switch (UpstreamFailure.read(body).path("action").asText()) {
            case "NONE" -> false;
            case "GUARDRAIL_INTERVENED" -> true;
            default ->
                throw new GatewayException(
                        ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a verdict of a guardrail that cannot be read.");
        };
    }
}
