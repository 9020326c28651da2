package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.health.TargetHealth;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.AccessTokens;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.RemoteFiles;
import dev.tollgate.provider.SecretResolver;
import dev.tollgate.provider.UpstreamClient;
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
public class ModelAttempts {
    private final Map<String, ProviderKind> kinds;
    private final SecretResolver secrets;
    private final UpstreamClient upstream;
    private final TargetHealth health;
    private final RemoteFiles files;
    private final AccessTokens tokens;
    private final GatewayConfig config;
    private final Clock clock;

    ModelAttempts(
            @All List<ProviderKind> kinds,
            SecretResolver secrets,
            UpstreamClient upstream,
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
    public Attempt at(
            Target target,
            CallContext<ChatRequest> callContext,
            ChatResponseSink answer,
            AttemptControl attemptControl) {
        return new ChatAttempt(new ChatAttempt.Part(target, callContext, answer, attemptControl), this);
    }

    /** The same for a question about vectors. */
    public Attempt at(
            Target target,
            CallContext<EmbeddingRequest> callContext,
            EmbeddingResponseSink answer,
            AttemptControl attemptControl) {
        return new EmbeddingAttempt(new EmbeddingAttempt.Part(target, callContext, answer, attemptControl), this);
    }

    public ChatAdapter adapter(Provider provider) {
        return kind(provider).adapter(provider);
    }

    EmbeddingAdapter embeddings(Provider provider) {
        return kind(provider)
                .embeddings(provider)
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        "model",
                        "Unsupported parameter: 'model': " + provider.name() + " has no embeddings."));
    }

    private ProviderKind kind(Provider provider) {
        ProviderKind kind = kinds.get(provider.kind());
        if (kind == null) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED,
                    "Provider " + provider.name() + " is of kind " + provider.kind() + ", which this gateway lacks.");
        }
        return kind;
    }

    /** What this provider is asked: with the files themselves where it does not fetch them by their URLs. */
    ChatRequest asked(ChatAdapter adapter, CallContext<ChatRequest> callContext) {
        return adapter.fetchesFiles()
                ? callContext.request()
                : files.inlined(callContext.request(), adapter::reads, callContext.files(), callContext.deadline());
    }

    public UpstreamRequest signed(ProviderApi providerApi, Provider provider, UpstreamRequest request) {
        String reference =
                provider.apiKey() == null ? kind(provider).ownSecret().orElse(null) : provider.apiKey();
        String secret = reference == null ? null : credentials(providerApi, secrets.resolve(reference));
        return providerApi.authorize(request, secret, clock.instant());
    }

    private String credentials(ProviderApi providerApi, String secret) {
        return providerApi
                .exchange(secret)
                .map(exchange -> tokens.credentials(providerApi.name(), secret, exchange))
                .orElse(secret);
    }

    public UpstreamClient upstream() {
        return upstream;
    }

    public TargetHealth health() {
        return health;
    }

    public Clock clock() {
        return clock;
    }

    Duration heartbeat() {
        return config.heartbeat();
    }
}
