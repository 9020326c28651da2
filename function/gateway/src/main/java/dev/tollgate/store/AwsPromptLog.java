package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.promptlog.LoggedCall;
import dev.tollgate.promptlog.PromptLog;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps prompts in a bucket, a log group or a folder. A setting of another form stops the start. */
@Startup
@Singleton
public class AwsPromptLog implements PromptLog {
    private final Optional<PromptLogPlace> place;
    private final GatewayConfig config;
    private final Map<String, String> environment;
    private final TrustedAuthorities trust;
    private @Nullable RemotePromptLog remote;

    @Inject
    AwsPromptLog(GatewayConfig config, TrustedAuthorities trust) {
        this(config, trust, System.getenv());
    }

    /** For tests, which cannot set environment variables. */
    AwsPromptLog(GatewayConfig config, TrustedAuthorities trust, Map<String, String> environment) {
        this.place = config.promptLog().map(PromptLogPlace::of);
        this.config = config;
        this.trust = trust;
        this.environment = environment;
    }

    @Override
    public boolean configured() {
        return place.isPresent();
    }

    @Override
    public String address(String keyId, String requestId, Instant receivedAt) {
        return place.orElseThrow().address(keyId, requestId, receivedAt);
    }

    @Override
    public void write(LoggedCall call) {
        byte[] document = PromptDocument.of(call);
        switch (place.orElseThrow()) {
            case PromptLogPlace.Bucket bucket -> remote().put(bucket, call, document);
            case PromptLogPlace.LogGroup group -> remote().append(group, call, document);
            case PromptLogPlace.Folder folder -> write(folder.file(call.requestId()), document);
        }
    }

    private static void write(Path file, byte[] document) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, document);
        } catch (IOException failure) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "the folder cannot be written", failure);
        }
    }

    private synchronized RemotePromptLog remote() {
        if (remote == null) {
            remote = RemotePromptLog.of(config, trust, environment);
        }
        return remote;
    }

    @PreDestroy
    synchronized void close() {
        if (remote != null) {
            remote.close();
        }
    }
}
