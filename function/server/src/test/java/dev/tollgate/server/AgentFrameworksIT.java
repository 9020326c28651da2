package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.strict.ApiCall;
import dev.tollgate.strict.ModelTurn;
import dev.tollgate.strict.ModelTurn.FunctionCall;
import dev.tollgate.strict.StrictApi;
import dev.tollgate.strict.StrictServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Runs {@code src/test/agents}, in which four agent frameworks hold conversations with tools, against the packaged server and
 * APIs that are as strict as the real ones. Each model is called three times: it asks for one function, for two at once, and
 * then answers. Some aliases lose their first target before the third call.
 */
class AgentFrameworksIT {
    /** Frameworks, three of them by two APIs, and whole and streamed answers. */
    private static final int RUNS_PER_ALIAS = 7 * 2;

    private static final int RESULTS_AFTER_TWO_CALLS = 3;

    @Test
    void everyFrameworkFinishesItsConversations() throws Exception {
        NodeTests tests = NodeTests.in("agents");
        Map<String, String> aliases = aliases();
        try (StrictServer apis = new StrictServer(0, AgentFrameworksIT::turn);
                RunningGateway gateway =
                        RunningGateway.with(config(apis, aliases), "TOLLGATE_HEALTH_LEAST_FAILURES", "100000")) {
            apis.overloadFrom("anthropic", "claude-opus-4-5", RESULTS_AFTER_TWO_CALLS);
            apis.overloadFrom("gemini", "gemini-2.5-pro", RESULTS_AFTER_TWO_CALLS);
            apis.overloadFrom("openrouter", "deepseek/deepseek-r1", RESULTS_AFTER_TWO_CALLS);

            String printed = tests.run(Map.of(
                    "TOLLGATE_URL", gateway.url().toString(), "TOLLGATE_MODELS", String.join(" ", aliases.keySet())));

            assertThat(printed).contains("# pass " + RUNS_PER_ALIAS * aliases.size(), "# fail 0");
            assertThat(apis.takeRefusals()).isEmpty();
        }
    }

    private static Map<String, String> aliases() {
        Map<String, String> aliases = new LinkedHashMap<>();
        aliases.put("claude", "anthropic/claude-sonnet-4-5");
        aliases.put("claude-adaptive", "anthropic/claude-opus-4-6");
        aliases.put("claude-bedrock", "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0");
        aliases.put("gemini", "gemini/gemini-3-pro-preview");
        aliases.put("reasoner", "openrouter/qwen/qwen3-max");
        aliases.put("claude-then-gemini", "anthropic/claude-opus-4-5 gemini/gemini-3-pro-preview");
        aliases.put("gemini-then-claude", "gemini/gemini-2.5-pro anthropic/claude-sonnet-4-5");
        aliases.put("reasoner-then-claude", "openrouter/deepseek/deepseek-r1 anthropic/claude-sonnet-4-5");
        aliases.put("claude-then-mistral", "anthropic/claude-opus-4-5 mistral/mistral-large-latest");
        return aliases;
    }

    private static String config(StrictServer apis, Map<String, String> aliases) {
        StringBuilder config = new StringBuilder("providers:\n");
        Map.of(
                        "anthropic", "anthropic",
                        "gemini", "gemini",
                        "openrouter", "openai",
                        "mistral", "openai")
                .forEach((name, kind) -> config.append("  %s: { kind: %s, base_url: \"%s\", api_key: secret }\n"
                        .formatted(name, kind, apis.uri(name))));
        config.append("  bedrock: { kind: bedrock, base_url: \"%s\", api_key: \"id:secret\", region: us-east-1 }\n"
                .formatted(apis.uri("bedrock")));
        config.append("aliases:\n");
        aliases.forEach((name, targets) -> {
            config.append("  ").append(name).append(":\n    targets:\n");
            for (String target : targets.split(" ", -1)) {
                config.append("      - model: \"").append(target).append("\"\n");
            }
        });
        return config.append("keys:\n  agents: { secret: sk-it-agents }\n").toString();
    }

    private static ModelTurn turn(StrictApi api, ApiCall call) {
        ModelTurn turn =
                switch (api.resultsSinceUser(call)) {
                    case 0 -> ModelTurn.calling(weather("Paris"));
                    case 1 -> ModelTurn.calling(weather("Rome"), new FunctionCall("get_time", "{\"city\":\"Paris\"}"));
                    default -> ModelTurn.saying("It is 21 degrees in Paris, 28 in Rome, at noon.");
                };
        return api.thinks(call) ? turn.after("I need the weather and the time.") : turn;
    }

    private static FunctionCall weather(String city) {
        return new FunctionCall("get_weather", "{\"city\":\"" + city + "\"}");
    }
}
