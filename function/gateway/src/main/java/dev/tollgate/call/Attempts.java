package dev.tollgate.call;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.health.TargetHealth;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.AccessTokens;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Dialect;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.RemoteFiles;
import dev.tollgate.provider.Secrets;
import dev.tollgate.provider.Upstream;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes attempts: knows every provider kind, where secrets are, and how long to wait. */
@ApplicationScoped
public class Attempts {
    private final Map<String, ProviderKind> kinds;
    private final Secrets secrets;
    private final Upstream upstream;
    private final TargetHealth health;
    private final RemoteFiles files;
    private final AccessTokens tokens;
    private final GatewayConfig config;
    private final Clock clock;

    Attempts(
            @All List<ProviderKind> kinds,
            Secrets secrets,
            Upstream upstream,
            TargetHealth health,
            RemoteFiles files,
            AccessTokens tokens,
            GatewayConfig config,
            Clock clock) {
        this.kinds = kinds.stream().collect(Collectors.toMap(ProviderKind::kind, Function.identity()));
        this.secrets = secrets;
        this.upstream = upstream;
        this.health = health;
        this.files = files;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    /** An attempt at this target; nothing is sent before it is run. */
    Turn at(Target target, Question<ChatRequest> question, Answer answer, Lane lane) {
        return new Attempt(new Attempt.Part(target, question, answer, lane), this);
    }

    /** The same for a question about vectors. */
    Turn at(Target target, Question<EmbeddingRequest> question, EmbeddingAnswer answer, Lane lane) {
        return new EmbeddingAttempt(new EmbeddingAttempt.Part(target, question, answer, lane), this);
    }

    ChatAdapter adapter(Provider provider) {
        return kind(provider).adapter(provider);
    }

    EmbeddingAdapter embeddings(Provider provider) {
        return kind(provider)
                .embeddings(provider)
                .orElseThrow(() -> ChatFailure.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        "model",
                        "Unsupported parameter: 'model': " + provider.name() + " has no embeddings."));
    }

    private ProviderKind kind(Provider provider) {
        ProviderKind kind = kinds.get(provider.kind());
        if (kind == null) {
            throw new ChatFailure(
                    ErrorKind.UPSTREAM_FAILED,
                    "Provider " + provider.name() + " is of kind " + provider.kind() + ", which this gateway lacks.");
        }
        return kind;
    }

    /** What this provider is asked: with the files themselves where it does not fetch them by their URLs. */
    ChatRequest asked(ChatAdapter adapter, Question<ChatRequest> question) {
        return adapter.fetchesFiles()
                ? question.request()
                : files.inlined(question.request(), adapter::reads, question.files(), question.deadline());
    }

    UpstreamRequest signed(Dialect dialect, Provider provider, UpstreamRequest request) {
        String reference =
                provider.apiKey() == null ? kind(provider).ownSecret().orElse(null) : provider.apiKey();
        String secret = reference == null ? null : credentials(dialect, secrets.resolve(reference));
        return dialect.authorize(request, secret, clock.instant());
    }

    private String credentials(Dialect dialect, String secret) {
        return dialect.exchange(secret)
                .map(exchange -> tokens.credentials(dialect.name(), secret, exchange))
                .orElse(secret);
    }

    Upstream upstream() {
        return upstream;
    }

    TargetHealth health() {
        return health;
    }

    Clock clock() {
        return clock;
    }

    Duration heartbeat() {
        return config.heartbeat();
    }
}
