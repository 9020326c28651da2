package dev.tollgate.tiering;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.failover.AttemptFactories;
import dev.tollgate.failover.SideChat;
import dev.tollgate.failover.SideTask;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import dev.tollgate.route.TierChoice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Lets a small model decide what the signals leave open. This needs an accepted call: a judge's cost is never without a record. */
@ApplicationScoped
public class TierJudge {
    private final AttemptFactories attempts;

    TierJudge(AttemptFactories attempts) {
        this.attempts = attempts;
    }

    /**
     * The route of the chosen tier. If the judge fails or is late, the signals decide.
     *
     * @throws GatewayException {@code CLIENT_GONE}
     */
    public Route decide(MeteredCall<?> call, Route route, ResponseSink sink) {
        Optional<TierChoice> choice = route.tierChoice();
        if (choice.isEmpty() || !(call.context().request() instanceof ChatRequest request)) {
            return route;
        }
        SideTask task = new SideTask(
                choice.get().judge(), AttemptPurpose.JUDGE, choice.get().timeout());
        ChatRequest prompt = JudgePrompt.of(request, choice.get().tiers());
        SideChat chat = attempts.sideChat(prompt, task, call);
        sink.onDisconnect(chat.call()::cancel);
        return decided(route, choice.get(), chat);
    }

    private static Route decided(Route route, TierChoice choice, SideChat chat) {
        Target judge = choice.judge();
        String name = "judge " + judge.provider().name() + "/" + judge.model();
        Optional<GatewayException> failure = chat.call().failure();
        if (failure.isPresent()) {
            ErrorKind kind = failure.get().kind();
            if (kind == ErrorKind.CLIENT_GONE) {
                throw failure.get();
            }
            return route.undecided(name + " failed with " + kind.word());
        }
        long millis = chat.call().elapsed().toMillis();
        return JudgePrompt.tier(chat.text(), choice.tiers())
                .map(tier -> route.decided(tier, name + " in " + millis + " ms"))
                .orElseGet(() -> route.undecided(name + " named no tier"));
    }
}
