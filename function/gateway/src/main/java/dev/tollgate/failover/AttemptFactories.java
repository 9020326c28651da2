package dev.tollgate.failover;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.health.TargetHealth;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.process.FatalErrors;
import dev.tollgate.provider.RemoteFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Makes the attempts of each call, with everything that they work with. */
@ApplicationScoped
public class AttemptFactories {
    private final ProviderClient client;
    private final RemoteFiles remoteFiles;
    private final UpstreamCall.Services services;
    private final Duration heartbeat;
    private final Clock clock;

    AttemptFactories(
            ProviderClient client,
            RemoteFiles remoteFiles,
            TargetHealth health,
            FatalErrors fatalErrors,
            GatewayConfig config,
            Clock clock) {
        this.client = client;
        this.remoteFiles = remoteFiles;
        this.services = new UpstreamCall.Services(client, health, fatalErrors, clock);
        this.heartbeat = config.heartbeat();
        this.clock = clock;
    }

    /** The attempts of one chat call. They share the files that were fetched for it. */
    public AttemptFactory chat(MeteredCall<ChatRequest> call, ChatResponseSink sink) {
        CallContext<ChatRequest> context = call.context();
        RequestFiles files = new RequestFiles(context, remoteFiles);
        return (target, control) -> {
            UpstreamCall upstream = new UpstreamCall(target, call, AttemptPurpose.RESPOND, services);
            StreamForwarder forwarder = new StreamForwarder(context, sink, control, upstream);
            ReplyTimer timer = new ReplyTimer(control.timeouts(), context.deadline(), heartbeat, clock);
            return new ChatAttempt(client, context, files, upstream, forwarder, timer);
        };
    }

    /** The attempts of one call for embeddings. */
    public AttemptFactory embeddings(MeteredCall<EmbeddingRequest> call, EmbeddingResponseSink sink) {
        return (target, control) -> new EmbeddingAttempt(
                client,
                call.context().request(),
                sink,
                control,
                new UpstreamCall(target, call, AttemptPurpose.RESPOND, services));
    }

    /** The attempts of one call for images, speech, a transcript, moderations or a ranking. */
    public AttemptFactory media(MeteredCall<MediaRequest> call, MediaResponseSink sink) {
        return (target, control) -> new MediaAttempt(
                client,
                call.context().request(),
                sink,
                control,
                new UpstreamCall(target, call, AttemptPurpose.RESPOND, services),
                new ReplyTimer(control.timeouts(), call.context().deadline(), heartbeat, clock));
    }

    /** A chat of the gateway's own with one model, to decide about a call. */
    public SideChat sideChat(ChatRequest prompt, SideTask task, MeteredCall<?> call) {
        return new SideChat(client, prompt, task.target(), request -> side(request, task, call));
    }

    /** A request to a provider's engine that judges content. */
    public SideScan sideScan(SideScan.Content content, SideTask task, MeteredCall<?> call) {
        return new SideScan(client, task.target().provider(), content, request -> side(request, task, call));
    }

    private SideCall side(SideRequest request, SideTask task, MeteredCall<?> call) {
        return new SideCall(
                request,
                new UpstreamCall(task.target(), call, task.purpose(), services),
                task.timeout(),
                call.context().deadline());
    }
}
