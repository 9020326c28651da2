package dev.tollgate.pipeline;

import dev.tollgate.batch.BatchRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Target;
import java.util.List;

/**
 * The lines of a batch that its key may send.
 *
 * @param models the names that each of them requests, without suffixes
 * @param lines as they may leave
 * @param targets those that may get all of them; the first ones are preferred
 */
record CheckedBatch(List<String> models, List<BatchRequest> lines, List<Target> targets) {

    CheckedBatch {
        models = List.copyOf(models);
        lines = List.copyOf(lines);
        targets = List.copyOf(targets);
    }

    /** The name in usage records. */
    String alias() {
        return models.getFirst();
    }

    List<ModelRequest> requests() {
        return lines.stream().map(BatchRequest::request).toList();
    }
}
