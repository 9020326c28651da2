package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who waits for the end of a call, whatever was asked. */
public interface Recipient {

    /** The answer failed, before or after it began. */
    void fail(ChatFailure failure);

    /** Whether something has been sent that cannot be taken back. */
    boolean committed();

    /** Runs this when the caller goes away; at once where it already has. The latest one counts. */
    void onGone(Runnable action);

    /**
     * What the response head says about how the answer came to be.
     *
     * @param attempts how many targets were asked
     * @param dropped fields of the request that this target could not honour and the alias lets go
     * @param judgement why a tier was chosen; empty where there are none
     * @param left what the key has left
     * @param overhead what the gateway itself has added to the time to first chunk
     */
    record Head(
            String provider,
            String model,
            int attempts,
            List<String> dropped,
            Optional<String> judgement,
            RateStatus left,
            Duration overhead) {}
}
