package dev.tollgate.guardrail.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys and tokens of large providers, by the name of their detector. Providers give them prefixes so that they can be found: see
 * <a href="https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns">GitHub's list</a>.
 */
final class KeyFormats {
    private static final int LONGEST_JWT = 8_192;

    private static final Map<String, List<ValueScanner>> BY_NAME = new TreeMap<>();

    static {
        add("anthropic_key", TokenFormat.of("sk-ant-", "[a-z0-9]{3,12}-[A-Za-z0-9_-]{20,}"));
        add("aws_key", accessKeyId("AKIA"), accessKeyId("ASIA"), accessKeyId("ABIA"), accessKeyId("ACCA"));
        add("aws_key", new AwsSecretScanner());
        add("azure_key", TokenFormat.of("AccountKey=", "[A-Za-z0-9+/]{86}=="));
        add("azure_key", TokenFormat.of("SharedAccessKey=", "[A-Za-z0-9+/]{43}="));
        add("databricks_token", TokenFormat.of("dapi", "[a-f0-9]{32}(?:-[0-9])?"));
        add("digitalocean_token", TokenFormat.of("do", "[opr]_v1_[a-f0-9]{64}"));
        add("github_token", githubToken("ghp_"), githubToken("gho_"), githubToken("ghu_"));
        add("github_token", githubToken("ghs_"), githubToken("ghr_"));
        add("github_token", TokenFormat.of("github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"));
        add(
                "gitlab_token",
                TokenFormat.of("gl", "(?:pat|oas|dt|rt|ptt|ft|soat|cbt|imt|agent)-[A-Za-z0-9_.-]{19,}[A-Za-z0-9_-]"));
        add("google_key", TokenFormat.of("AIza", "[A-Za-z0-9_-]{35}"));
        add("google_key", TokenFormat.of("GOCSPX-", "[A-Za-z0-9_-]{28}"));
        add("google_key", TokenFormat.of("ya29.", "[A-Za-z0-9_-]{30,}"));
        add("groq_key", TokenFormat.of("gsk_", "[A-Za-z0-9]{48,56}"));
        add("huggingface_token", TokenFormat.of("hf_", "[A-Za-z0-9]{34,40}"));
        add("jwt", TokenFormat.of("eyJ", "[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{16,}", LONGEST_JWT));
        add("npm_token", TokenFormat.of("npm_", "[A-Za-z0-9]{36}"));
        add("openai_key", TokenFormat.of("sk-", "(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}"));
        add("openai_key", TokenFormat.of("sk-", "[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}"));
        add("openai_key", TokenFormat.of("sk-", "[A-Za-z0-9]{32,64}"));
        add("openrouter_key", TokenFormat.of("sk-or-v1-", "[a-f0-9]{64}"));
        add("perplexity_key", TokenFormat.of("pplx-", "[A-Za-z0-9]{40,64}"));
        add("private_key", new PrivateKeyScanner());
        add("pypi_token", TokenFormat.of("pypi-AgE", "[A-Za-z0-9_-]{50,}"));
        add("replicate_token", TokenFormat.of("r8_", "[A-Za-z0-9]{37}"));
        add("sendgrid_key", TokenFormat.of("SG.", "[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"));
        add("shopify_token", TokenFormat.of("shp", "(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"));
        add("slack_token", TokenFormat.of("xox", "[abeoprs]-[A-Za-z0-9-]{9,}[A-Za-z0-9]"));
        add("slack_token", TokenFormat.of("xapp-", "[0-9]-[A-Z0-9]{8,}-[0-9]{8,}-[a-f0-9]{32,}"));
        add(
                "slack_token",
                TokenFormat.of("https://hooks.slack.com/", "(?:services|workflows|triggers)/[A-Za-z0-9/_]{30,}"));
        add("stripe_key", stripeKey("sk_"), stripeKey("rk_"), TokenFormat.of("whsec_", "[A-Za-z0-9+/]{24,}={0,2}"));
        add("telegram_token", new TelegramTokenScanner());
        add("twilio_key", TokenFormat.of("SK", "[a-f0-9]{32}"));
        add("vault_token", TokenFormat.of("hvs.", "[A-Za-z0-9_-]{24,}"), TokenFormat.of("hvb.", "[A-Za-z0-9_-]{24,}"));
        add("xai_key", TokenFormat.of("xai-", "[A-Za-z0-9]{70,90}"));
    }

    private KeyFormats() {}

    /** The formats of each detector of keys. */
    static Map<String, List<ValueScanner>> byName() {
        return BY_NAME;
    }

    /** The formats of all of them. */
    static List<ValueScanner> all() {
        return BY_NAME.values().stream().flatMap(List::stream).toList();
    }

    private static void add(String name, ValueScanner... scanners) {
        BY_NAME.computeIfAbsent(name, added -> new ArrayList<>()).addAll(List.of(scanners));
    }

    private static ValueScanner accessKeyId(String prefix) {
        return TokenFormat.of(prefix, "[A-Z2-7]{16}");
    }

    private static ValueScanner githubToken(String prefix) {
        return TokenFormat.of(prefix, "[A-Za-z0-9]{36,}");
    }

    private static ValueScanner stripeKey(String prefix) {
        return TokenFormat.of(prefix, "(?:live|test)_[A-Za-z0-9]{16,}");
    }
}
