package dev.tollgate.strict;

import java.util.List;
import java.util.function.BiFunction;

/** A model that calls the first function once in each round, and says how it went after the last round. */
public final class ToolLoop implements BiFunction<StrictApi, ApiCall, ModelTurn> {
    private final int rounds;

    /** With so many rounds of calls after each question of the user. */
    public ToolLoop(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public ModelTurn apply(StrictApi api, ApiCall call) {
        int done = api.resultsSinceUser(call);
        List<OfferedFunction> functions = api.functions(call);
        ModelTurn turn = functions.isEmpty() || done >= rounds
                ? ModelTurn.saying("Done after " + done + " calls.")
                : ModelTurn.calling(functions.getFirst().call());
        return api.thinks(call) ? turn.after("Step " + done + " of " + rounds + ".") : turn;
    }
}
