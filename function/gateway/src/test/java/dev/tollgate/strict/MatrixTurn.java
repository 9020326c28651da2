package dev.tollgate.strict;

/** The turns of a conversation of the matrix. */
enum MatrixTurn {
    /** The first target answers, and may call functions. */
    FIRST(true),
    /** The first target is overloaded, and the second one goes on. */
    FAIL_OVER(false),
    /** The first target is back. */
    BACK(true),
    /** The second target answers a last question, in a request that offers no functions any more. */
    SUMMARY(false);

    private final boolean atFirst;

    MatrixTurn(boolean atFirst) {
        this.atFirst = atFirst;
    }

    /** Whether the first target answers. */
    boolean isAtFirst() {
        return atFirst;
    }

    /** What the model says in this turn. */
    ModelTurn says(MatrixScenario scenario) {
        return switch (this) {
            case FIRST -> scenario.first();
            case FAIL_OVER -> scenario.second();
            case BACK, SUMMARY -> scenario.last();
        };
    }
}
