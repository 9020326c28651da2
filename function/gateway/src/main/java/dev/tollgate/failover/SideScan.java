package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.ContentScanner;
import dev.tollgate.provider.Provider;
import java.util.List;
import java.util.function.Function;

/** One request to a provider's engine that judges content. It has no tokens: the engine is free, or not billed by tokens. */
public final class SideScan implements SideRequest {
    private final ProviderClient client;
    private final Provider provider;
    private final Content content;
    private final SideCall call;
    private boolean violation;

    /**
     * What is judged.
     *
     * @param answer whether a model has written the texts, and not a client
     */
    public record Content(ScanEngine engine, List<String> texts, boolean answer) {}

    SideScan(ProviderClient client, Provider provider, Content content, Function<SideRequest, SideCall> calls) {
        this.client = client;
        this.provider = provider;
        this.content = content;
        this.call = calls.apply(this);
    }

    /** The call that runs it. */
    public SideCall call() {
        return call;
    }

    /** The verdict, once the call has succeeded. */
    public boolean violation() {
        return violation;
    }

    @Override
    public Prepared prepare() {
        ContentScanner scanner = client.scanner(provider, content.engine());
        return new Prepared(
                scanner.providerApi(),
                scanner.encode(content.texts(), content.answer()),
                body -> violation = scanner.violation(body));
    }

    @Override
    public AttemptUsage usage(boolean refused) {
        return AttemptUsage.NOTHING;
    }
}
