package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A turn that does what a test has written, on a line that leads nowhere. */
final class ScriptedAttempt implements Attempt {
    static final Usage PROMPT = Usage.of(3, 0);
    static final Usage ANSWER = Usage.of(3, 1);

    private final Part part;
    private final UpstreamCall upstreamCall;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean recordsBroken;

    /** What a turn does when it runs. */
    interface Script extends Consumer<ScriptedAttempt> {}

    /** What a scripted turn is part of. */
    record Part(
            String model, Script script, UpstreamCall upstreamCall, AttemptControl attemptControl, ScriptedCall call) {}

    ScriptedAttempt(Part part) {
        this.part = part;
        this.upstreamCall = part.upstreamCall();
    }

    static Script answering() {
        return ScriptedAttempt::answer;
    }

    static Script failing(GatewayException failure) {
        return _ -> {
            throw failure;
        };
    }

    /** Reports that it has started, and waits until it is stopped. */
    static Script hanging(Runnable asked) {
        return turn -> {
            asked.run();
            turn.hang();
        };
    }

    /** Anything that a target may do. */
    static Script random(Random random) {
        List<ErrorKind> kinds = List.of(
                ErrorKind.UPSTREAM_FAILED,
                ErrorKind.UPSTREAM_OVERLOADED,
                ErrorKind.UNSUPPORTED_PARAMETER,
                ErrorKind.CONTEXT_LENGTH_EXCEEDED,
                ErrorKind.REJECTED_BY_PROVIDER);
        GatewayException failure = new GatewayException(kinds.get(random.nextInt(kinds.size())), "as it happens");
        int waitMillis = random.nextInt(4);
        return switch (random.nextInt(5)) {
            case 0 -> failing(failure);
            case 1 ->
                turn -> {
                    turn.hangFor(waitMillis);
                    throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "too late");
                };
            case 2 ->
                turn -> {
                    turn.hangFor(waitMillis);
                    turn.begin();
                    throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "died before its first word");
                };
            case 3 ->
                turn -> {
                    turn.begin();
                    turn.say();
                    throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "died after its first word");
                };
            default ->
                turn -> {
                    turn.hangFor(waitMillis);
                    turn.answer();
                };
        };
    }

    @Override
    public void run() {
        part.call().enter();
        try {
            upstreamCall.open(() -> null);
            part.script().accept(this);
        } finally {
            part.call().leave();
        }
    }

    void answer() {
        begin();
        say();
        part.call().usageMeter().succeeded(upstreamCall.sentRecord(), new AttemptUsage(ANSWER, false));
        part.call().caller().answered(part.model());
    }

    /** Makes {@link #usageWhenFailed} throw, so that the end of the attempt cannot be recorded. */
    void breakBooks() {
        recordsBroken = true;
    }

    void begin() {
        part.attemptControl().win();
        upstreamCall.responded();
    }

    void say() {
        part.call().caller().hear(part.model());
    }

    private void hang() {
        hangFor(TimeUnit.MINUTES.toMillis(1));
    }

    private void hangFor(long millis) {
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                throw UpstreamCall.stopped();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public UpstreamCall upstream() {
        return upstreamCall;
    }

    @Override
    public void cancel() {
        upstreamCall.cancel();
        stopped.countDown();
    }

    @Override
    public AttemptUsage usageWhenFailed() {
        if (recordsBroken) {
            throw new ArithmeticException("long overflow");
        }
        return new AttemptUsage(PROMPT, true);
    }

    @Override
    public AttemptUsage usageWhenStopped() {
        return new AttemptUsage(PROMPT, true);
    }
}
