package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.PairedResults;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.CachePoints;
import dev.tollgate.provider.claude.ClaudeModel;
import dev.tollgate.provider.claude.ClaudeSampling;
import dev.tollgate.provider.claude.ClaudeThinking;
import dev.tollgate.provider.claude.ToolLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Translates one request to Anthropic's API. */
final class AnthropicEncoding {
    /** Anthropic's own fields, which the gateway forwards unchanged. */
    private static final Set<String> OWN = Set.of(
            "top_k", "cache_control", "container", "inference_geo", "context_management", "mcp_servers", "speed");

    private static final Set<String> SUPPORTED = Stream.of(
                    ChatOptions.FIELDS,
                    OWN,
                    Set.of(
                            "thinking",
                            "output_config",
                            "metadata",
                            "service_tier",
                            "safety_identifier",
                            AnthropicSearch.FIELD))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final ChatRequest request;
    private final String modelName;
    private final ClaudeModel model;
    private final ChatOptions options;
    private final UnsupportedFields unsupported;

    AnthropicEncoding(ChatRequest request, String modelName, UnsupportedFields unsupported) {
        this.request = request;
        this.modelName = modelName;
        this.model = ClaudeModel.of(modelName);
        this.options = ChatOptions.of(request);
        this.unsupported = unsupported;
    }

    AnthropicBody body() {
        reportUnsupported();
        int maxTokens =
                request.completionLimit() == null ? model.maxOutput() : model.limited(request.completionLimit());
        Conversation conversation = PairedResults.in(Conversation.of(request.messages()));
        AnthropicMessages messages = new AnthropicMessages(conversation, model, unsupported);
        ToolLoop loop = messages.loop();
        AnthropicFormat format = AnthropicFormat.of(options.responseFormat(), model, unsupported);
        AnthropicTools tools = AnthropicTools.of(
                AnthropicSearch.withSearch(request, unsupported), options, format, conversation, model, unsupported);
        ClaudeThinking thinking = ClaudeThinking.of(
                new ClaudeThinking.ThinkingOptions(
                        options.reasoningEffort(),
                        request.extra().get("thinking"),
                        maxTokens,
                        tools.forced(),
                        loop.lacksThinking()),
                model,
                unsupported);
        ClaudeSampling sampling = ClaudeSampling.of(request, options.stop(), model, thinking.enabled(), unsupported);
        messages.removeThinking(loop.withoutThinkingFrom(thinking));
        limitCachePoints(tools, messages);
        AnthropicAccount account = AnthropicAccount.of(request.extra(), options.user(), unsupported);
        return new AnthropicBody(
                modelName,
                maxTokens,
                orNull(messages.system()),
                messages.turns(),
                orNull(tools.tools()),
                tools.choice(),
                thinking.thinking(),
                outputConfig(format, thinking),
                orNull(sampling.stop()),
                sampling.temperature(),
                sampling.topP(),
                account.metadata(),
                account.serviceTier(),
                request.streamed() ? true : null,
                own(sampling.topK()));
    }

    private void limitCachePoints(AnthropicTools tools, AnthropicMessages messages) {
        List<CachePoints.CachePoint> points = Stream.of(
                        tools.tools().stream(),
                        messages.system().stream(),
                        messages.turns().stream().flatMap(turn -> turn.content().stream()))
                .flatMap(blocks -> blocks)
                .flatMap(block -> Stream.concat(inner(block), Stream.of(block)))
                .filter(block -> block.has(AnthropicContent.CACHE_CONTROL))
                .map(block -> new CachePoints.CachePoint(block, AnthropicContent.CACHE_CONTROL))
                .toList();
        CachePoints.limit(points, unsupported);
    }

    private static Stream<ObjectNode> inner(ObjectNode block) {
        return StreamSupport.stream(block.path("content").spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    /** Reports the fields that Anthropic's API has no counterpart for. */
    private void reportUnsupported() {
        unsupported.reportSampling(request, options);
        unsupported.reportAllExcept(SUPPORTED, request.extra());
    }

    /** The caller's own {@code output_config}, with effort and format added. */
    private @Nullable ObjectNode outputConfig(AnthropicFormat format, ClaudeThinking thinking) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        if (thinking.effort() != null) {
            config.put("effort", thinking.effort());
        }
        if (format.schema() != null) {
            config.putObject("format").put("type", "json_schema").set("schema", format.schema());
        }
        if (request.extra().get("output_config") instanceof ObjectNode own) {
            config.setAll(own);
        }
        return config.isEmpty() ? null : config;
    }

    private Map<String, JsonNode> own(@Nullable JsonNode topK) {
        Map<String, JsonNode> own = new LinkedHashMap<>();
        request.extra().forEach((name, value) -> {
            if (OWN.contains(name) && !value.isNull()) {
                own.put(name, value);
            }
        });
        if (topK == null) {
            own.remove("top_k");
        }
        return own;
    }

    private static <T> @Nullable List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
