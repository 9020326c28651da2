package dev.tollgate.fake;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.promptlog.LoggedCall;
import dev.tollgate.promptlog.PromptLog;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Prompts in a map, and a switch that makes the place fail. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryPromptLog implements PromptLog {
    private final Map<String, LoggedCall> calls = new ConcurrentHashMap<>();
    private volatile boolean down;

    /** Whether the place fails from now on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** What was kept, by the ids of requests. */
    public Map<String, LoggedCall> calls() {
        return calls;
    }

    @Override
    public boolean configured() {
        return true;
    }

    @Override
    public String address(String keyId, String requestId, Instant receivedAt) {
        return "memory:" + requestId;
    }

    @Override
    public void write(LoggedCall call) {
        if (down) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "the place does not answer");
        }
        calls.put(call.requestId(), call);
    }
}
