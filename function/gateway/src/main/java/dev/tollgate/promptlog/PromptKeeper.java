package dev.tollgate.promptlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Keeps requests and answers for the keys and aliases that say so. */
@ApplicationScoped
public class PromptKeeper {
    private static final Logger LOG = Logger.getLogger(PromptKeeper.class);

    private final PromptLog log;
    private final Clock clock;
    private final AtomicBoolean warned = new AtomicBoolean();

    PromptKeeper(PromptLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** What may keep one call. It keeps nothing before it is switched on. */
    public KeptPrompt open() {
        return new KeptPrompt(this);
    }

    PromptLog log() {
        return log;
    }

    Clock clock() {
        return clock;
    }

    /** Whether there is a place for prompts. If there is none, the log says so once. */
    boolean hasPlace() {
        if (!log.configured() && !warned.getAndSet(true)) {
            LOG.warn("log_prompts is set, but TOLLGATE_PROMPT_LOG names no place: nothing is kept");
        }
        return log.configured();
    }
}
