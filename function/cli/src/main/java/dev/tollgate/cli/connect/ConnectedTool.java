package dev.tollgate.cli.connect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A tool that can use a gateway, and the settings with which it does. */
public enum ConnectedTool {
    /** Claude Code (https://code.claude.com/docs/en/llm-gateway). */
    CLAUDE {
        @Override
        public ToolSettings settings(GatewayAccess access) {
            ObjectNode settings = JsonNodeFactory.instance.objectNode();
            settings.putObject("env")
                    .put("ANTHROPIC_BASE_URL", access.url())
                    .put("ANTHROPIC_AUTH_TOKEN", access.key())
                    .put("ANTHROPIC_MODEL", access.model());
            return ToolSettings.inFile(
                    ".claude/settings.json",
                    text -> JsonSettings.merged(text, settings),
                    Map.of(),
                    "Claude Code reads the file when it starts.");
        }
    },
    /** Codex (https://developers.openai.com/codex/config-reference). */
    CODEX {
        @Override
        public ToolSettings settings(GatewayAccess access) {
            return ToolSettings.inFile(
                    ".codex/config.toml",
                    text -> TomlSettings.merged(
                            text,
                            ordered("model", access.model(), "model_provider", NAME),
                            "model_providers." + NAME,
                            ordered(
                                    "name",
                                    "Tollgate",
                                    "base_url",
                                    access.openAiUrl(),
                                    "env_key",
                                    GatewayAccess.KEY_VARIABLE,
                                    "wire_api",
                                    "responses")),
                    Map.of(GatewayAccess.KEY_VARIABLE, access.key()),
                    "Codex reads the key from the variable.");
        }
    },
    /** opencode (https://opencode.ai/docs/providers). */
    OPENCODE {
        @Override
        public ToolSettings settings(GatewayAccess access) {
            ObjectNode settings = JsonNodeFactory.instance.objectNode();
            settings.put("$schema", "https://opencode.ai/config.json");
            settings.put("model", NAME + "/" + access.model());
            ObjectNode provider = settings.putObject("provider").putObject(NAME);
            provider.put("npm", "@ai-sdk/openai-compatible").put("name", "Tollgate");
            provider.putObject("options")
                    .put("baseURL", access.openAiUrl())
                    .put("apiKey", "{env:" + GatewayAccess.KEY_VARIABLE + "}");
            provider.putObject("models").putObject(access.model()).put("name", access.model());
            return ToolSettings.inFile(
                    ".config/opencode/opencode.json",
                    text -> JsonSettings.merged(text, settings),
                    Map.of(GatewayAccess.KEY_VARIABLE, access.key()),
                    "opencode reads the key from the variable.");
        }
    },
    /** Cursor, which keeps its settings to itself (https://cursor.com/docs/settings/api-keys). */
    CURSOR {
        @Override
        public ToolSettings settings(GatewayAccess access) {
            return ToolSettings.inShell(
                    Map.of(),
                    "1. Open Cursor Settings, then Models.",
                    "2. Add the model " + access.model() + ".",
                    "3. Under API Keys, turn on Override OpenAI Base URL: " + access.openAiUrl(),
                    "4. Enter the OpenAI API Key: " + access.key(),
                    "Cursor's own servers send the requests, so that the gateway's address must be public.");
        }
    },
    /** OpenAI's SDKs, and what is built on them. */
    OPENAI {
        @Override
        public ToolSettings settings(GatewayAccess access) {
            return ToolSettings.inShell(
                    ordered("OPENAI_BASE_URL", access.openAiUrl(), "OPENAI_API_KEY", access.key()),
                    "Request the model " + access.model() + ".");
        }
    },
    /** Gemini CLI and Google's SDKs (https://geminicli.com/docs/get-started/configuration). */
    GEMINI {
        @Override
        public ToolSettings settings(GatewayAccess access) {
            return ToolSettings.inFile(
                    ".gemini/.env",
                    text -> VariableSettings.merged(
                            text,
                            ordered(
                                    "GOOGLE_GEMINI_BASE_URL", access.url(),
                                    "GEMINI_API_KEY", access.key(),
                                    "GEMINI_MODEL", access.model())),
                    Map.of(),
                    "In Gemini CLI, choose the API key with /auth: a Google account ignores the address.");
        }
    };

    private static final String NAME = "tollgate";

    /** The settings for this gateway. */
    public abstract ToolSettings settings(GatewayAccess access);

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ordered.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return ordered;
    }
}
