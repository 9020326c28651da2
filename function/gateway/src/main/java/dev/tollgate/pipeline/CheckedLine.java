package dev.tollgate.pipeline;

import dev.tollgate.batch.BatchRequest;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.Target;
import java.util.List;

/**
 * A line of a batch that its key may send.
 *
 * @param models the names that it requests, without suffixes
 * @param sent as it may leave
 * @param targets those that may get it; a target's room for the completion is that of this line
 */
record CheckedLine(List<String> models, BatchRequest sent, List<Target> targets) {

    CheckedLine {
        models = List.copyOf(models);
        targets = List.copyOf(targets);
    }

    boolean mayGoTo(ModelName name) {
        return targets.stream().anyMatch(target -> target.name().equals(name));
    }

    /** The target of this name, one of its own. */
    Target at(ModelName name) {
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
